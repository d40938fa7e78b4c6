package org.telemed.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.CannotCreateTransactionException;
import org.telemed.server.DemoServer;

/** What a failed entry of a batch is due to: the request, the database, or the server itself. */
class BatchOutcomeTest extends DemoServer {

    private static final String PATCH = Base64.getEncoder()
            .encodeToString("[{\"op\":\"add\",\"path\":\"/maritalStatus\",\"value\":{\"text\":\"x\"}}]"
                    .getBytes(StandardCharsets.UTF_8));

    @Autowired
    private IInterceptorService hooks;

    static Stream<String> entries() {
        return Stream.of(
                "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/jane-doe\"}}",
                "{\"request\":{\"method\":\"GET\",\"url\":\"Patient?_id=jane-doe\"}}",
                "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/jane-doe/_history\"}}",
                "{\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}",
                "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"of-a-batch\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/of-a-batch\"}}",
                "{\"resource\":{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\""
                        + PATCH + "\"},\"request\":{\"method\":\"PATCH\",\"url\":\"Patient/jane-doe\"}}");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_fault_of_the_server_is_no_bad_request(String entry) {
        whileFailing(() -> new IllegalStateException("a bug"), () -> {
            JsonNode response = inABatch(entry);
            assertThat(response.path("status").asText()).startsWith("500");
            assertThat(code(response)).isEqualTo("internal-error");
            assertThat(response.toString()).doesNotContain("a bug", "HAPI-");
        });
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_database_that_is_gone_is_said_so(String entry) {
        whileFailing(
                () -> new CannotCreateTransactionException(
                        "Could not open JPA EntityManager for transaction",
                        new SQLException("Connection refused", "08001")),
                () -> {
                    JsonNode response = inABatch(entry);
                    assertThat(response.path("status").asText()).startsWith("503");
                    assertThat(code(response)).isEqualTo("database-down");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"method\":\"GET\",\"url\":\"Patient?birthdate=junk\"",
                "\"method\":\"GET\",\"url\":\"Patient?_has:::=1\"",
                "\"method\":\"GET\",\"url\":\"Patient?_lastUpdated=junk\"",
                "\"method\":\"GET\",\"url\":\"Observation?component-code-value-quantity=x\"",
                "\"method\":\"GET\",\"url\":\"Patient/jane-doe/_history/x\"",
                "\"method\":\"GET\",\"url\":\"Patient/jane-doe/_history/99999999999999999999\"",
            })
    void what_cannot_be_read_is_a_bad_request(String request) {
        JsonNode response = inABatch("{\"request\":{" + request + "}}");
        assertThat(response.path("status").asText()).as(response::toString).startsWith("4");
        assertThat(code(response)).isIn("bad-request", "not-found");
    }

    @Test
    void entries_beside_it_are_done() {
        String bundle = batch("{\"request\":{\"method\":\"GET\",\"url\":\"Patient/nobody\"}},"
                + "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/jane-doe\"}}");
        JsonNode answer = post("/fhir", tokenOf("adam"), bundle).expecting(200).json();
        assertThat(code(answer.at("/entry/0/response"))).isEqualTo("not-found");
        assertThat(answer.at("/entry/1/resource/id").asText()).isEqualTo("jane-doe");
    }

    private static String code(JsonNode response) {
        return response.at("/outcome/issue/0/details/coding/0/code").asText();
    }

    private static JsonNode inABatch(String entry) {
        return post("/fhir", tokenOf("adam"), batch(entry))
                .expecting(200)
                .json()
                .at("/entry/0/response");
    }

    private static String batch(String entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}";
    }

    private void whileFailing(Supplier<RuntimeException> failure, Runnable action) {
        Failing failing = new Failing(failure);
        hooks.registerInterceptor(failing);
        try {
            action.run();
        } finally {
            hooks.unregisterInterceptor(failing);
        }
    }

    /** Fails whatever is done with Patients. */
    public static final class Failing {
        private final Supplier<RuntimeException> failure;

        Failing(Supplier<RuntimeException> failure) {
            this.failure = failure;
        }

        @Hook(Pointcut.STORAGE_PREACCESS_RESOURCES)
        public void beforeAccess() {
            throw failure.get();
        }

        @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
        public void beforeCreate(IBaseResource resource) {
            throw failure.get();
        }

        @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
        public void beforeUpdate(IBaseResource before, IBaseResource after) {
            throw failure.get();
        }
    }
}
