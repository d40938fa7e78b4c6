package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;

/** Operating the server with a token that was given for FHIR resources, or for another endpoint. */
public interface ActuatorByFhirScopes extends Acceptance {

    @Test
    default void no_scope_on_resources_opens_the_actuator() {
        for (String scope : List.of("system/*.cruds", "system/Encounter.r", "actuator/health.r")) {
            String token = host().tokenOf("clinic", scope);
            for (String path : List.of(
                    "",
                    "/prometheus",
                    "/metrics",
                    "/info",
                    "/sbom",
                    "/sbom/application",
                    "/telemedsweep",
                    "/env",
                    "/heapdump")) {
                assertClosed("GET", path, token, 403);
                assertClosed("POST", path, token, 403);
                assertClosed("DELETE", path, token, 403);
            }
        }
        assertClosed("GET", "/telemedsweep", host().tokenOf("adam"), 403);
        assertClosed("GET", "/telemedsweep", "", 401);
    }

    /** That of another endpoint would be 403. */
    @Test
    default void its_own_scope_opens_an_endpoint_that_is_exposed() {
        for (String endpoint : List.of("info", "sbom")) {
            String token = host().tokenOf("clinic", "actuator/" + endpoint + ".r");
            assertClosed("GET", "/" + endpoint, token, 404);
        }
    }

    @Test
    default void reading_is_not_writing() {
        assertClosed("POST", "/telemedsweep", host().tokenOf("clinic", "actuator/telemedsweep.r"), 403);
        assertClosed("GET", "/telemedsweep", host().tokenOf("clinic", "actuator/telemedsweep.u"), 403);
        assertClosed("POST", "/loggers/ROOT", host().tokenOf("clinic"), 403);
        assertClosed("POST", "/shutdown", host().tokenOf("clinic"), 403);
    }

    @Test
    default void nor_do_the_actuator_s_scopes_open_fhir() {
        String token = host().tokenOf("clinic", "actuator/info.r actuator/metrics.r");
        assertRefused(with(token).get("Encounter/visit-planned"), 403, "forbidden", "not-allowed");
    }

    private void assertClosed(String method, String path, String token, int status) {
        Answer answer = host().http()
                .send(host().http()
                        .request("/actuator" + path, token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).as(method + " " + path).isEqualTo(status);
    }
}
