package org.telemed.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.FreePort;

/** Dropped into a host that has as little as possible, telemedicine not set up: the host works as before. */
class NotConfiguredDropInIT {

    private static final String PLAIN = """
            {"resourceType": "Encounter", "status": "in-progress",
             "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}}""";

    @TempDir
    private static Path directory;

    private static WarHost host;

    @BeforeAll
    static void start() {
        host = WarHost.started(directory, HostLibraries.AS_FEW_AS_POSSIBLE, FreePort.next(), Map.of());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void the_log_says_in_one_line_what_to_set() {
        assertThat(Pattern.compile("(?m)^.* ERROR .*$").matcher(host.output()).results())
                .singleElement()
                .extracting(line -> line.group())
                .asString()
                .contains("Telemed is not configured; its operations answer 503 until this is set: telemed.public-url")
                .contains("telemed.security.issuer-uri", "telemed.security.audience");
    }

    @Test
    void no_class_is_missing() {
        assertThat(host.output()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "\tat ");
    }

    @Test
    void the_operations_say_what_to_set() {
        for (String operation :
                new String[] {"$create-telemed-room", "1/$telemed-token", "1/$telemed-status", "1/$end-telemed-room"}) {
            Answer answer = host.http().send("POST", "/fhir/Encounter/" + operation, "", PLAIN);
            assertThat(answer.status()).as(answer::body).isEqualTo(503);
            assertThat(answer.errorCode()).isEqualTo("not-configured");
            assertThat(answer.issue().path("diagnostics").asText()).contains("telemed.public-url");
        }
    }

    @Test
    void plain_encounters_are_stored_and_read() {
        Answer stored = host.http().send("POST", "/fhir/Encounter", "", PLAIN).expecting(201);
        host.http()
                .get("/fhir/Encounter/" + stored.json().path("id").asText(), "")
                .expecting(200);
    }

    @Test
    void there_is_no_way_in_for_callbacks() {
        assertThat(host.http()
                        .send("POST", "/telemed/twilio/callback", "", "{}")
                        .status())
                .isEqualTo(404);
    }
}
