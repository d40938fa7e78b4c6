package org.telemed.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.server.DemoServer;

class HostNamesTest extends DemoServer {

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:9999, 200",
        "127.0.0.1:8080, 200",
        "evil.example, 421",
        "localhost.evil.example:80, 421",
        "127.0.0.1.nip.io, 421",
        "[::1]:8080, 421",
    })
    void only_this_machine_s_own_names_are_answered(String host, int status) throws IOException {
        assertThat(statusFor(host)).isEqualTo(status);
    }

    /** Written by hand: Java's HTTP client chooses the Host header itself. */
    private static int statusFor(String host) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getByName("127.0.0.1"), URI.create(root()).getPort())) {
            String request = "GET /fhir/metadata HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] statusLine = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(statusLine, StandardCharsets.US_ASCII).substring(9));
        }
    }
}
