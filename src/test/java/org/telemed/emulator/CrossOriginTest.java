package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page that is open in the developer's browser cannot drive the emulator, and nothing that it sends is a stack trace. */
class CrossOriginTest {

    private static final String TIME = "{\"advance\":\"P1D\"}";

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/jsonp",
                "text/json",
                ""
            })
    void a_body_that_a_page_may_send_unasked_is_refused(String type) {
        HttpRequest.Builder request = emulator.request("/_emulator/clock").POST(BodyPublishers.ofString(TIME));
        HttpResponse<String> refused = emulator.send(type.isEmpty() ? request : request.header("Content-Type", type));
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).contains("application/json");
        assertThat(timePassed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=utf-8", "Application/JSON ; charset=UTF-8"})
    void json_is_taken(String type) {
        HttpRequest.Builder request = emulator.request("/_emulator/clock")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(TIME));
        assertThat(emulator.send(request).statusCode()).isEqualTo(200);
        assertThat(timePassed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:8080",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void a_request_from_another_origin_is_refused(String header, String value) {
        HttpResponse<String> refused = emulator.send(emulator.request("/_emulator/clock")
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(BodyPublishers.ofString(TIME)));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(timePassed()).isFalse();
        for (String path : new String[] {"/_emulator/requests", "/v1/Rooms"}) {
            HttpResponse<String> read = emulator.send(
                    emulator.authorized(path).header(header, value).GET());
            assertThat(read.statusCode()).as(path).isEqualTo(403);
        }
        assertThat(emulator.send(emulator.authorized("/v1/Rooms")
                                .header(header, value)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("UniqueName=visit-1")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(emulator.get("/v1/Rooms/visit-1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_preflight_gets_no_permission() {
        HttpResponse<String> answer = emulator.send(emulator.request("/_emulator/clock")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(emulator.control("GET", "/requests", "").headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void whoever_types_the_address_into_a_browser_is_answered() {
        assertThat(emulator.send(emulator.request("/_emulator/requests").header("Sec-Fetch-Site", "none"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "rebound.example, 403, 403",
        "localhost.evil.example, 403, 403",
        "127.0.0.1.nip.io, 403, 403",
        "127.0.0.2, 403, 403",
        "'', 403, 403",
        "LOCALHOST, 200, 200",
        "localhost:99, 200, 200",
        "127.0.0.1:8081, 200, 200",
        "[::1]:8081, 200, 200",
        "video.twilio.com, 403, 200"
    })
    void only_this_machines_own_names_are_answered(String host, int control, int rest) throws IOException {
        assertThat(raw("GET /_emulator/requests HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 " + control);
        String basic = Base64.getEncoder()
                .encodeToString((RunningEmulator.SETTINGS.apiKeySid() + ":" + RunningEmulator.SETTINGS.apiKeySecret())
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(raw("GET /v1/Rooms HTTP/1.1\r\nAuthorization: Basic " + basic + "\r\nHost: " + host))
                .startsWith("HTTP/1.1 " + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "[1]",
                "null",
                "\"x\"",
                "{\"advance\":null}",
                "{\"advance\":{}}",
                "{\"advance\":\"\"}",
                "{\"advance\":\"-PT1S\"}",
                "{\"advance\":\"PT9223372036854775807S\"}",
                "{\"advance\":\"PT99999999999999999999999H\"}",
                "{\"advance\":\"PT1S\",\"x\":1}",
                "{\"advance\":1E400}",
                "\u0000\u0001\ufffd"
            })
    void what_is_no_step_of_time_is_400(String body) {
        HttpResponse<String> refused = emulator.control("POST", "/clock", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertNoStackTrace(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /faults, '{\"times\":-1}'",
        "PUT, /faults, '{\"status\":1}'",
        "PUT, /faults, '{\"match\":1}'",
        "PUT, /faults, '[[]]'",
        "PUT, /callbacks, '{\"mode\":\"never\"}'",
        "PUT, /callbacks, '{\"mode\":\"late\",\"delayMs\":1e99}'",
        "POST, /rooms/RM0/participants, '{\"token\":7}'",
        "POST, /rooms/RM0/participants, '{}'"
    })
    void what_a_control_cannot_work_with_is_400(String method, String path, String body) {
        HttpResponse<String> refused = emulator.control(method, path, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertNoStackTrace(refused);
    }

    @Test
    void deep_nesting_binary_and_huge_bodies_are_refused() {
        HttpResponse<String> deep = emulator.control("PUT", "/faults", "[".repeat(60_000));
        assertThat(deep.statusCode()).isEqualTo(400);
        assertNoStackTrace(deep);
        for (int size : new int[] {1 << 17, 5 << 20}) {
            HttpResponse<String> huge = emulator.control("POST", "/clock", " ".repeat(size) + TIME);
            assertThat(huge.statusCode()).isEqualTo(413);
            assertNoStackTrace(huge);
        }
        byte[] binary = new byte[1000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31);
        }
        HttpResponse<String> read = emulator.send(emulator.request("/_emulator/faults")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(binary)));
        assertThat(read.statusCode()).isEqualTo(400);
        assertNoStackTrace(read);
        assertThat(timePassed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_emulator/{x}",
                "/_emulator/rooms/%00/participants",
                "/_emulator/%zz",
                "/%2e%2e/_emulator/clock"
            })
    void odd_paths_are_refused_in_few_words(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost");
        assertThat(answer).containsPattern("\\AHTTP/1.1 (400|404|405)").doesNotContain("\tat ", "Apache Tomcat");
    }

    private boolean timePassed() {
        String date = emulator.control("GET", "/clock", "").body();
        return Instant.parse(date.replaceAll(".*\"now\":\"([^\"]*)\".*", "$1"))
                .isAfter(Instant.now().plusSeconds(3600));
    }

    private static void assertNoStackTrace(HttpResponse<String> answer) {
        assertThat(answer.body()).contains("\"message\"").doesNotContain("Exception", "\tat ");
    }

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket("localhost", emulator.port())) {
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
