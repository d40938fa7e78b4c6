package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Starting, stopping and configuring the emulator. */
class TwilioEmulatorTest {

    @Test
    void a_port_in_use_is_named_in_a_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmulatorSettings settings = EmulatorSettings.onPort(taken.getLocalPort());
            assertThatThrownBy(() -> new TwilioEmulator(settings))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + ": another program does");
        }
    }

    @Test
    void two_emulators_run_side_by_side_and_free_their_ports() throws Exception {
        int port;
        try (TwilioEmulator first = new TwilioEmulator(EmulatorSettings.onAnyPort());
                TwilioEmulator second = new TwilioEmulator(EmulatorSettings.onAnyPort())) {
            first.start();
            second.start();
            port = first.port();
            assertThat(port).isNotEqualTo(second.port());
            assertThat(clockStatus(first)).isEqualTo(200);
            assertThat(clockStatus(second)).isEqualTo(200);
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        try (TwilioEmulator again = new TwilioEmulator(EmulatorSettings.onPort(port))) {
            again.start();
            assertThat(again.baseUrl()).isEqualTo("http://localhost:" + port);
        }
    }

    @Test
    void one_that_never_started_can_be_closed() {
        new TwilioEmulator(EmulatorSettings.onAnyPort()).close();
    }

    @Test
    void a_call_that_hangs_is_dropped_when_it_is_closed() throws Exception {
        TwilioEmulator emulator = new TwilioEmulator(EmulatorSettings.onAnyPort());
        emulator.start();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest hang = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/_emulator/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"hang\":true}"))
                .build();
        http.send(hang, HttpResponse.BodyHandlers.discarding());
        HttpRequest room = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/v1/Rooms/x"))
                .build();
        var hanging = http.sendAsync(room, HttpResponse.BodyHandlers.ofString());
        HttpRequest log = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/_emulator/requests"))
                .build();
        await().until(() ->
                http.send(log, HttpResponse.BodyHandlers.ofString()).body().contains("\"inFlight\":true"));
        emulator.close();
        await().until(hanging::isCompletedExceptionally);
        emulator.close();
    }

    @Test
    void it_listens_on_loopback_only() throws IOException {
        // Loopback is a network; the emulator has one address of it, where a wildcard would have all
        InetAddress outside = InetAddress.getByName("127.0.0.2");
        try (TwilioEmulator emulator = new TwilioEmulator(EmulatorSettings.onAnyPort())) {
            emulator.start();
            assertThatThrownBy(() -> new Socket(outside, emulator.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void the_demos_account_is_fixed_and_its_secrets_are_not_printed() {
        EmulatorSettings settings = EmulatorSettings.onPort(8081);
        assertThat(settings.accountSid()).isEqualTo("AC00000000000000000000000000000000");
        assertThat(settings.apiKeySid()).isEqualTo("SK00000000000000000000000000000000");
        assertThat(settings + " " + settings.account())
                .contains("8081")
                .doesNotContain(settings.apiKeySecret())
                .doesNotContain(settings.authToken());
    }

    @Test
    void started_alone_it_takes_its_port_from_the_argument_or_the_variable() {
        assertThat(EmulatorMain.settings(new String[] {"9000"}, "9001").port()).isEqualTo(9000);
        assertThat(EmulatorMain.settings(new String[0], "9001").port()).isEqualTo(9001);
        assertThat(EmulatorMain.settings(new String[0], null).port()).isEqualTo(8081);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmulatorMain.settings(new String[] {"http"}, null))
                .withMessageContaining("is no port");
        assertThatIllegalArgumentException().isThrownBy(() -> EmulatorMain.settings(new String[] {"70000"}, null));
    }

    @Test
    void started_alone_it_says_where_it_is_and_how_to_use_it() {
        assertThat(EmulatorMain.greeting(
                        EmulatorSettings.onPort(8081), "http://localhost:8081", "ws://localhost:8081/signaling"))
                .contains(
                        "http://localhost:8081/v1/Rooms",
                        "demo-auth-token",
                        "/_emulator/clock",
                        "ws://localhost:8081/signaling");
    }

    private static int clockStatus(TwilioEmulator emulator) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/_emulator/clock"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
