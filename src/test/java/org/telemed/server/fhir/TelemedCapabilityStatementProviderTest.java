package org.telemed.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.server.DemoServer;

/** Whoever reads an OperationDefinition of ours by id gets ours, not what HAPI makes of a Java method. */
class TelemedCapabilityStatementProviderTest extends DemoServer {

    @ParameterizedTest
    @CsvSource({
        "create-telemed-room, create-telemed-room",
        "telemed-token, telemed-token",
        "telemed-status, telemed-status",
        "Encounter-i-telemed-status, telemed-status",
        "end-telemed-room, end-telemed-room",
        "Encounter-it-create-telemed-room, create-telemed-room",
        "Encounter-it-telemed-token, telemed-token",
        "Encounter-i-end-telemed-room, end-telemed-room"
    })
    void our_operations_have_our_definitions(String id, String code) {
        JsonNode definition = get("/fhir/OperationDefinition/" + id, tokenOf("adam"))
                .expecting(200)
                .json();
        assertThat(definition.path("url").asText())
                .isEqualTo("https://hapi-fhir-telemed.org/fhir/OperationDefinition/" + code);
        assertThat(definition.path("affectsState").asBoolean()).isEqualTo(!code.equals("telemed-status"));
    }

    @Test
    void those_of_hapi_are_still_there() {
        Matcher generated = Pattern.compile("\"definition\": *\"" + root() + "(/fhir/OperationDefinition/[^\"]+)\"")
                .matcher(get("/fhir/metadata", "").body());
        assertThat(generated.find()).isTrue();
        JsonNode definition =
                get(generated.group(1), tokenOf("adam")).expecting(200).json();
        assertThat(definition.path("url").asText()).isEqualTo(root() + generated.group(1));
        assertThat(get("/fhir/OperationDefinition/no-such-operation", tokenOf("adam"))
                        .status())
                .isEqualTo(404);
    }
}
