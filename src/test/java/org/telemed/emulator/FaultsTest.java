package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults on demand, and the log of what was asked. */
class FaultsTest {

    private static final String ROOMS = "/v1/Rooms";

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    @Test
    void a_status_is_given_as_often_as_asked_and_then_the_truth() {
        fault("{\"match\":\"POST /v1/Rooms\",\"times\":2,\"status\":503}");
        assertThat(emulator.get(ROOMS).statusCode()).isEqualTo(200);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(503);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(503);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(201);
        assertThat(rooms()).isEqualTo(1);
    }

    @Test
    void the_first_calls_may_go_well() {
        fault("{\"match\":\"POST /v1/Rooms\",\"skip\":1,\"times\":1,\"status\":503}");
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(201);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(503);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(201);
    }

    @Test
    void a_list_may_be_cut_into_short_pages_and_the_second_of_them_fail() {
        IntStream.range(0, 3).forEach(i -> emulator.post(ROOMS, ""));
        fault("[{\"match\":\"GET /v1/Rooms$\",\"skip\":1,\"times\":1,\"status\":503},"
                + "{\"match\":\"GET /v1/Rooms$\",\"pageSize\":2}]");
        JsonNode first = RunningEmulator.json(emulator.get(ROOMS + "?PageSize=100"));
        assertThat(first.path("rooms")).hasSize(2);
        String next = first.at("/meta/next_page_url").asText().replace(emulator.baseUrl(), "");
        assertThat(emulator.get(next).statusCode()).isEqualTo(503);
        assertThat(RunningEmulator.json(emulator.get(next)).path("rooms")).hasSize(1);
    }

    @Test
    void without_times_a_fault_lasts_until_it_is_deleted() {
        fault("{\"match\":\"*\",\"status\":500}");
        IntStream.range(0, 3)
                .forEach(i -> assertThat(emulator.get(ROOMS).statusCode()).isEqualTo(500));
        emulator.control("DELETE", "/faults", "");
        assertThat(emulator.get(ROOMS).statusCode()).isEqualTo(200);
    }

    @Test
    void throttling_is_told_in_twilios_words() {
        fault("{\"match\":\"GET /v1\",\"status\":429}");
        HttpResponse<String> throttled = emulator.get(ROOMS);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(RunningEmulator.json(throttled).path("code").asInt()).isEqualTo(20429);
    }

    @Test
    void a_proxys_page_is_html() {
        fault("{\"match\":\"GET /v1\",\"html\":true}");
        HttpResponse<String> page = emulator.get(ROOMS);
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void latency_comes_before_the_true_answer() {
        fault("{\"match\":\"POST /v1/Rooms\",\"latencyMs\":300}");
        long start = System.nanoTime();
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(295));
    }

    @Test
    void a_reset_kills_the_connection_before_any_byte_of_an_answer() throws IOException {
        fault("{\"match\":\"GET /v1\",\"times\":1,\"reset\":true}");
        try (Socket socket = new Socket("localhost", emulator.port())) {
            socket.getOutputStream()
                    .write("GET /v1/Rooms HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            assertThatThrownBy(answer::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
        assertThat(emulator.get(ROOMS).statusCode()).isEqualTo(200);
        JsonNode reset = emulator.requests().get(0);
        assertThat(reset.path("status").isNull()).isTrue();
        assertThat(reset.path("inFlight").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"status\":500", "\"reset\":true", "\"html\":true"})
    void after_means_that_only_the_answer_is_lost(String kind) {
        fault("{\"match\":\"POST /v1/Rooms\",\"times\":1,\"after\":true," + kind + "}");
        CompletableFuture<HttpResponse<String>> lost = emulator.postAsync(ROOMS, "UniqueName=visit-1");
        await().until(lost::isDone);
        assertThat(rooms()).isEqualTo(1);
        assertThat(emulator.post(ROOMS, "UniqueName=visit-1").body()).contains("53113");
    }

    @Test
    void a_hundred_calls_hang_at_once_and_are_dropped_when_the_faults_are_deleted() {
        fault("{\"match\":\"POST /v1/Rooms\",\"hang\":true}");
        List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, 100)
                .mapToObj(i -> emulator.postAsync(ROOMS, "UniqueName=visit-" + i))
                .toList();
        await().until(() -> inFlight() == 100);
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
        assertThat(emulator.get(ROOMS).statusCode()).isEqualTo(200);
        emulator.control("DELETE", "/faults", "");
        await().until(() -> hanging.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertThat(inFlight()).isZero();
        assertThat(rooms()).isZero();
    }

    @Test
    void a_list_of_rules_is_tried_in_its_order() {
        fault(
                "[{\"match\":\"POST /v1/Rooms$\",\"times\":1,\"status\":500},"
                        + "{\"match\":\"POST /v1/Rooms/*/Participants\",\"status\":503},{\"match\":\"* /v1/Rooms/\",\"status\":502}]");
        assertThat(emulator.post(ROOMS + "/RM1/Participants/x", "").statusCode())
                .isEqualTo(503);
        assertThat(emulator.post(ROOMS + "/RM1", "").statusCode()).isEqualTo(502);
        assertThat(emulator.get(ROOMS + "/RM1").statusCode()).isEqualTo(502);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(500);
        assertThat(emulator.post(ROOMS, "").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "7",
                "{\"match\":7}",
                "{\"status\":\"503\"}",
                "{\"times\":-1}",
                "{\"hung\":true}",
                "{\"html\":1}",
                "[7]"
            })
    void what_is_no_rule_is_refused_in_a_sentence(String body) {
        HttpResponse<String> refused = emulator.control("PUT", "/faults", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(RunningEmulator.json(refused).path("message").asText()).matches("[\"A-Z].* .*");
    }

    @Test
    void the_log_tells_what_was_asked_but_no_credentials() {
        emulator.post(ROOMS, "UniqueName=visit+1&VideoCodecs=VP8&VideoCodecs=H264");
        emulator.get(ROOMS + "?Status=completed");
        JsonNode requests = emulator.requests();
        JsonNode created = requests.get(0);
        assertThat(created.path("method").asText()).isEqualTo("POST");
        assertThat(created.path("path").asText()).isEqualTo(ROOMS);
        assertThat(created.path("form").path("UniqueName").asText()).isEqualTo("visit 1");
        assertThat(created.path("form").path("VideoCodecs")).hasSize(2);
        assertThat(created.path("status").asInt()).isEqualTo(201);
        assertThat(requests.get(1).path("query").path("Status").asText()).isEqualTo("completed");
        assertThat(requests.toString())
                .doesNotContainIgnoringCase("authorization")
                .doesNotContain("demo-");
        emulator.control("DELETE", "/requests", "");
        assertThat(emulator.requests()).isEmpty();
    }

    private void fault(String rule) {
        HttpResponse<String> answer = emulator.control("PUT", "/faults", rule);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private int rooms() {
        return RunningEmulator.json(emulator.get(ROOMS)).path("rooms").size();
    }

    private long inFlight() {
        return StreamSupport.stream(emulator.requests().spliterator(), false)
                .filter(request -> request.path("inFlight").asBoolean())
                .count();
    }
}
