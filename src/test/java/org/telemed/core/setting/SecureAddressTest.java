package org.telemed.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.org",
                "HTTPS://issuer.example.org/realms/clinic",
                "https://10.0.0.1:8443",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.200.3.4:9000/realms/clinic",
                "http://[::1]:8080"
            })
    void nobody_on_the_way_can_read_what_is_sent_there(String url) {
        assertThat(SecureAddress.isHttpsOrLoopback(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example.org",
                "http://10.0.0.1",
                "http://localhost.example.org",
                "http://127.0.0.1.example.org",
                "http://example.org/localhost",
                "ftp://localhost",
                "//localhost",
                "localhost",
                "issuer.example.org/realms",
                "urn:uuid:25b8a5a4-0d5c-4b4e-8c0e-3f5f0f0a1b1c",
                "https:///realms",
                ""
            })
    void somebody_could_or_it_is_no_such_address(String url) {
        assertThat(SecureAddress.isHttpsOrLoopback(URI.create(url))).isFalse();
    }
}
