package org.telemed.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Emulator;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/** What an operator can see of a server at work, and what nobody can. */
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTest extends DemoServer {
    @Autowired
    private LoggingSystem logging;

    @Value("${telemed.twilio.base-url}")
    private String twilioUrl;

    private static final String VISIT = """
            {"resourceType": "Encounter", "status": "in-progress",
             "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR"},
             "subject": {"reference": "Patient/jane-doe", "display": "Jane Visible-Doe"},
             "participant": [{"individual": {"reference": "Practitioner/adam-careful"}}]}""";

    @BeforeEach
    void log_more_than_by_default() {
        logging.setLogLevel("org.telemed", LogLevel.DEBUG);
        logging.setLogLevel("ca.uhn.fhir", LogLevel.INFO);
    }

    @AfterEach
    void log_as_before() {
        logging.setLogLevel("org.telemed", LogLevel.INFO);
        logging.setLogLevel("ca.uhn.fhir", null);
    }

    @Test
    void metrics_count_rooms_and_tokens_and_name_nobody() {
        String id = createdVisit();
        token("jane", id);
        token("eve", id);
        String metrics = http().get("/actuator/prometheus", tokenOf("clinic", "actuator/metrics.r"))
                .expecting(200)
                .body();
        assertThat(metrics)
                .containsPattern("telemed_rooms_total\\{event=\"opened\"} [1-9]")
                .containsPattern("telemed_tokens_total\\{outcome=\"issued\"} [1-9]")
                .containsPattern("telemed_tokens_total\\{outcome=\"not-a-participant\"} [1-9]")
                .containsPattern("telemed_provider_calls_seconds_count\\{operation=\"open\",outcome=\"ok\"} [1-9]")
                .containsPattern(
                        "http_server_requests_seconds_count\\{.*uri=\"/fhir/Encounter/\\{id}/\\$telemed-token\"")
                .contains("telemed_provider_circuit_open 0.0", "# HELP telemed_rooms_total Rooms by")
                .doesNotContainPattern("(?m)^# HELP telemed_\\S+\\s*$")
                .doesNotContain(id, "jane", "adam", "RM")
                .as("what follows Patient/ is no id, but a placeholder, an operation or a search")
                .doesNotContainPattern("Patient/(?!\\{id}|[$_])");
    }

    @Test
    void metrics_tell_of_the_sweep_and_name_nobody(@Autowired TelemedPlugin telemed) {
        String id = createdVisit();
        telemed.roomReconciliation().orElseThrow().sweepSchedule().sweepNow();
        String metrics = http().get("/actuator/prometheus", tokenOf("clinic", "actuator/metrics.r"))
                .expecting(200)
                .body();
        assertThat(metrics)
                .containsPattern("telemed_sweep_seconds_count [1-9]")
                .containsPattern("telemed_sweep_results_total\\{result=\"in-sync\"} [1-9]")
                .containsPattern("telemed_sweep_last_seconds 1\\.[0-9]+E9")
                .contains(
                        "telemed_sweep_complete 1.0",
                        "telemed_sweep_repairs_total ",
                        "telemed_sweep_failures_total ",
                        "telemed_reconcile_queued ",
                        "telemed_reconcile_rejected_total ",
                        "telemed_reconcile_failed_total ")
                .doesNotContain(id, "RM");
    }

    @Test
    void metrics_are_for_those_who_have_their_scope() {
        assertThat(http().get("/actuator/prometheus", "").status()).isEqualTo(401);
        for (String token : new String[] {
            tokenOf("adam"), tokenOf("jane"), tokenOf("clinic", "system/*.cruds"), tokenOf("clinic", "actuator/info.r")
        }) {
            assertThat(http().get("/actuator/prometheus", token).status()).isEqualTo(403);
        }
        assertThat(http().get("/actuator/prometheus", tokenOf("clinic", "actuator/metrics.r"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void health_is_public_and_its_details_are_for_those_who_have_their_scope() {
        assertThat(http().get("/actuator/health", "").expecting(200).json().has("components"))
                .isFalse();
        assertThat(http().get("/actuator/health", tokenOf("clinic", "system/*.cruds"))
                        .expecting(200)
                        .json()
                        .has("components"))
                .isFalse();
        JsonNode health = http().get("/actuator/health", tokenOf("clinic", "actuator/health.r"))
                .expecting(200)
                .json();
        assertThat(health.at("/components/twilio/status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/issuer/details/keysKnown").asBoolean())
                .isTrue();
        assertThat(http().get("/actuator/health/readiness", "").status()).isEqualTo(200);
    }

    @Test
    void every_answer_has_one_request_id_refusals_too() {
        for (String token : new String[] {tokenOf("adam"), "", "rubbish"}) {
            Answer answer = http().get("/fhir/Encounter/visit-planned", token);
            assertThat(answer.response().headers().allValues("X-Request-ID")).hasSize(1);
        }
    }

    @Test
    void a_line_in_the_log_has_the_id_of_the_answer_and_the_trace(CapturedOutput log) {
        Emulator twilio = new Emulator(twilioUrl);
        twilio.failsBy("{'match':'POST /v1/Rooms$','status':403,'times':1}");
        Answer refused = http().send(http().request("/fhir/Encounter/$create-telemed-room", tokenOf("adam"))
                .header("Content-Type", "application/fhir+json")
                .header("X-Request-Id", "0123abcd-42")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .POST(BodyPublishers.ofString(VISIT)));
        assertThat(refused.expecting(502).header("X-Request-ID")).isEqualTo("0123abcd-42");
        assertThat(log)
                .contains(
                        "[0123abcd-42] [0af7651916cd43dd8448eb211c80319c]",
                        "$create-telemed-room failed for request 0123abcd-42: Twilio refuses this server's credentials");
        assertThat(http().get("/actuator/prometheus", tokenOf("clinic", "actuator/metrics.r"))
                        .body())
                .containsPattern("telemed_rooms_total\\{event=\"provider-refused\"} [1-9]");
    }

    @Test
    void the_log_holds_no_person_and_no_token(CapturedOutput log) {
        int start = log.getAll().length(); // the demo's welcome names its people
        String adam = tokenOf("adam");
        String id = createdVisit();
        Answer given = token("jane", id);
        String jwt = given.expecting(200).parameter("token");
        token("eve", id).expecting(403);
        http().send("POST", "/fhir/Encounter/$create-telemed-room", adam, VISIT.replace("in-progress", "finished"))
                .expecting(422);
        http().send("POST", "/fhir/Encounter/$create-telemed-room", adam, VISIT.replace("jane-doe", "nobody-known"))
                .expecting(400);
        http().get("/fhir/Encounter?subject=Patient/jane-doe", adam).expecting(200);
        new Emulator(twilioUrl).failsBy("{'match':'POST /v1/Rooms$','status':403,'times':1}");
        http().send("POST", "/fhir/Encounter/$create-telemed-room", adam, VISIT).expecting(502);
        assertThat(log.getAll().substring(start))
                .contains("Twilio refuses")
                .doesNotContain(jwt, adam, "demo-api-key-secret")
                .doesNotContainIgnoringCase("jane", "visible-doe", "adam-careful", "eve-outsider", "nobody-known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire"})
    void what_would_write_the_api_key_is_off_even_where_everything_is_at_debug(
            String logger, @Autowired Environment settings) {
        // As at the start: another application in this process may have set its own levels since
        Binder.get(settings)
                .bind("logging.level", Bindable.mapOf(String.class, LogLevel.class))
                .get()
                .forEach(logging::setLogLevel);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.DEBUG);
        try {
            assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http").isDebugEnabled())
                    .isTrue();
            assertThat(LoggerFactory.getLogger(logger).isDebugEnabled()).isFalse();
        } finally {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        }
    }

    private static String createdVisit() {
        return http().send("POST", "/fhir/Encounter/$create-telemed-room", tokenOf("adam"), VISIT)
                .expecting(200)
                .json()
                .path("id")
                .asText();
    }

    private static Answer token(String client, String id) {
        return http().send("POST", "/fhir/Encounter/" + id + "/$telemed-token", tokenOf(client), "");
    }
}
