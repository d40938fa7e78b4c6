package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.hapi.operation.TelemedOperationProvider;

/** For hosts that load {@code fhir-config}: whoever follows what the CapabilityStatement says finds the definition. */
public interface DefinitionsAreServed extends Acceptance {

    @Test
    default void the_capability_statement_points_to_definitions_that_are_here() {
        JsonNode statement = as("adam").get("metadata").expecting(200).json();
        List<JsonNode> ours = StreamSupport.stream(
                        statement.at("/rest/0/resource").spliterator(), false)
                .filter(resource -> List.of("Encounter", "Appointment")
                        .contains(resource.path("type").asText()))
                .flatMap(resource ->
                        StreamSupport.stream(resource.path("operation").spliterator(), false))
                .filter(operation -> operation.path("name").asText().contains("telemed"))
                .toList();
        assertThat(ours)
                .extracting(operation -> operation.path("name").asText())
                .as("those on Encounters, and the one on Appointments")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                TelemedOperationProvider.NAMES.stream(), Stream.of(TelemedOperationProvider.CREATE))
                        .map(name -> name.substring(1))
                        .toList());
        assertThat(ours)
                .extracting(operation -> operation.path("definition").asText())
                .doesNotHaveDuplicates();
        assertThat(ours).allSatisfy(operation -> {
            JsonNode found = soonFound(
                    "OperationDefinition", operation.path("definition").asText());
            assertThat(found.path("code").asText())
                    .isEqualTo(operation.path("name").asText());
        });
    }

    @Test
    default void each_definition_is_here() {
        FhirConfig config = new FhirConfig(host().release().context());
        for (IBaseResource definition : config.definitions()) {
            config.urlOf(definition)
                    .ifPresentOrElse(
                            url -> soonFound(definition.fhirType(), url),
                            () -> soonRead(definition.getIdElement().getValue()));
        }
    }

    private void soonRead(String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> as("clinic").get(id).status() == 200);
    }

    private JsonNode soonFound(String type, String url) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> search(type, url), found -> found.size() == 1)
                .get(0);
    }

    private List<JsonNode> search(String type, String url) {
        Caller clinic = as("clinic");
        String search = type + "?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
        JsonNode found = clinic.send(clinic.request(search)
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json();
        return StreamSupport.stream(found.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .toList();
    }
}
