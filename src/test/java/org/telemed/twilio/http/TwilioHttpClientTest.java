package org.telemed.twilio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.twilio.StubTwilio;

/** One call is one send and ends within its time limit, whatever the other side does. */
@Timeout(60)
class TwilioHttpClientTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ROOMS = "https://video.twilio.com/v1/Rooms";

    @Test
    void a_server_that_never_answers_is_given_up() {
        try (StubTwilio stub = StubTwilio.hanging()) {
            assertTimesOut(stub.baseUrl());
            assertThat(stub.received()).hasSize(1);
        }
    }

    @Test
    void a_server_that_trickles_bytes_is_given_up() {
        try (StubTwilio stub = StubTwilio.trickling()) {
            assertTimesOut(stub.baseUrl());
        }
    }

    @Test
    void a_tls_handshake_that_never_ends_is_given_up() throws IOException {
        try (ServerSocket silent = listening()) {
            assertTimesOut("https://localhost:" + silent.getLocalPort());
        }
    }

    @Test
    void a_connection_reset_is_an_outage_and_sent_once() throws IOException {
        try (ServerSocket server = listening()) {
            CompletableFuture<Void> reset = CompletableFuture.runAsync(() -> answer(server, socket -> {
                socket.getInputStream().read();
                socket.setSoLinger(true, 0);
            }));
            assertThat(failure("http://localhost:" + server.getLocalPort(), LONG)
                            .reason())
                    .isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(reset).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_refused_connection_is_an_outage() throws IOException {
        int port;
        try (ServerSocket server = listening()) {
            port = server.getLocalPort();
        }
        TelemedException failure = failure("http://localhost:" + port, LONG);
        assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_DOWN);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));
        TwilioErrorsTest.assertSilentOnSecretsAndNames(failure);
    }

    @Test
    void a_connection_that_was_closed_meanwhile_is_not_used_again() throws IOException {
        try (ServerSocket server = listening();
                TwilioHttpClient client = client("http://localhost:" + server.getLocalPort(), LONG)) {
            for (int call = 0; call < 3; call++) {
                CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, socket -> {
                    readHead(socket.getInputStream());
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
                }));
                assertThat(client.makeRequest(get(ROOMS)).getContent()).isEqualTo("{}");
                assertThat(served).succeedsWithin(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void a_hundred_calls_do_not_wait_for_each_other() {
        CountDownLatch all = new CountDownLatch(100);
        ExecutorService callers = Executors.newFixedThreadPool(100);
        try (StubTwilio stub = new StubTwilio(exchange -> {
                    all.countDown();
                    awaitUninterruptibly(all);
                    StubTwilio.answer(exchange, 200, "application/json", "{}");
                });
                TwilioHttpClient client = client(stub.baseUrl(), LONG)) {
            List<CompletableFuture<Response>> calls = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.makeRequest(get(ROOMS)), callers))
                    .toList();
            assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(Duration.ofSeconds(25));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void the_sdk_finds_its_own_headers_and_no_cookies() {
        try (StubTwilio stub = StubTwilio.answering(200, "application/json", "{}", "Set-Cookie", "a=b; Path=/");
                TwilioHttpClient client = client(stub.baseUrl(), LONG)) {
            client.makeRequest(get(ROOMS));
            client.makeRequest(get(ROOMS));
            StubTwilio.Received second = stub.received().get(1);
            assertThat(second.headers()).doesNotContainKey("Cookie");
            assertThat(second.headers().get("User-agent").get(0)).startsWith("twilio-java/13.0.1 (");
            assertThat(second.headers().get("Authorization")).containsExactly("Basic dXNlcjpwYXNzd29yZA==");
            assertThat(second.headers().get("Accept")).containsExactly("application/json");
        }
    }

    @Test
    void a_url_keeps_its_path_and_gains_its_parameters() {
        try (StubTwilio stub = StubTwilio.answeringJson("{}");
                TwilioHttpClient client = client(stub.baseUrl() + "/", LONG)) {
            Request request = get(ROOMS + "/a%2Fb%20c");
            request.addQueryParam("Status", "in progress");
            client.makeRequest(request);
            assertThat(stub.received().get(0).target()).isEqualTo("/v1/Rooms/a%2Fb%20c?Status=in+progress");
        }
    }

    @Test
    void a_form_is_sent_as_a_form() {
        try (StubTwilio stub = StubTwilio.answeringJson("{}");
                TwilioHttpClient client = client(stub.baseUrl(), LONG)) {
            Request request = new Request(HttpMethod.POST, ROOMS);
            request.addPostParam("UniqueName", "a b&c");
            request.addHeaderParam("X-Test", "yes");
            client.makeRequest(request);
            assertThat(stub.received().get(0).body()).isEqualTo("UniqueName=a+b%26c");
            assertThat(stub.received().get(0).headers().get("X-test")).containsExactly("yes");
            assertThat(stub.received().get(0).headers()).doesNotContainKey("Authorization");
        }
    }

    @Test
    void credentials_go_to_no_other_product_or_host() {
        try (TwilioHttpClient client = client("http://localhost:1", LONG)) {
            assertThatIllegalArgumentException().isThrownBy(() -> client.makeRequest(get("https://api.twilio.com/x")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.makeRequest(get("https://video.twilio.com.evil.example/v1/Rooms")));
        }
    }

    @Test
    void the_sdks_own_retries_are_off() {
        try (StubTwilio stub = StubTwilio.refusing(503, 20503);
                TwilioHttpClient client = client(stub.baseUrl(), LONG)) {
            assertThat(catchThrowableOfType(TelemedException.class, () -> client.reliableRequest(get(ROOMS)))
                            .reason())
                    .isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(stub.received()).hasSize(1);
            assertThat(client.getLastRequest()).isNull();
        }
    }

    @Test
    void one_thread_watches_all_calls_and_ends_with_the_client() {
        try (StubTwilio stub = StubTwilio.answeringJson("{}")) {
            TwilioHttpClient client = client(stub.baseUrl(), LONG);
            Set<Thread> ofOthers = watchers();
            IntStream.range(0, 20).forEach(i -> client.makeRequest(get(ROOMS)));
            Set<Thread> ours = watchers();
            ours.removeAll(ofOthers);
            assertThat(ours).hasSize(1);
            client.close();
            Awaitility.await().untilAsserted(() -> assertThat(watchers()).doesNotContainAnyElementsOf(ours));
        }
    }

    @Test
    void a_closed_client_calls_nobody() {
        try (StubTwilio stub = StubTwilio.answeringJson("{}")) {
            TwilioHttpClient client = client(stub.baseUrl(), LONG);
            client.close();
            assertThat(catchThrowableOfType(TelemedException.class, () -> client.makeRequest(get(ROOMS)))
                            .reason())
                    .isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(stub.received()).isEmpty();
        }
    }

    private static void assertTimesOut(String baseUrl) {
        long start = System.nanoTime();
        TelemedException failure = failure(baseUrl, SHORT);
        assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_TIMEOUT);
        assertThat(failure.message()).contains("400 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(SHORT.minusMillis(20), SHORT.plus(Duration.ofSeconds(10)));
    }

    private static TelemedException failure(String baseUrl, Duration limit) {
        try (TwilioHttpClient client = client(baseUrl, limit)) {
            return catchThrowableOfType(TelemedException.class, () -> client.makeRequest(get(ROOMS)));
        }
    }

    private static TwilioHttpClient client(String baseUrl, Duration limit) {
        return new TwilioHttpClient(URI.create(baseUrl), limit);
    }

    private static Request get(String url) {
        Request request = new Request(HttpMethod.GET, url);
        request.setAuth("user", "password");
        return request;
    }

    private static Set<Thread> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("telemed-twilio-deadlines"))
                .collect(Collectors.toSet());
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private static void answer(ServerSocket server, Conversation conversation) {
        try (Socket socket = server.accept()) {
            conversation.with(socket);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(25, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
