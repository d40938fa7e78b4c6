package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersValveTest {
    private static final String HSTS = "Strict-Transport-Security";

    @Test
    void browsers_stay_with_https_where_clients_come_by_https() {
        assertThat(SecurityHeadersValve.headers(URI.create("https://fhir.example.org")))
                .containsEntry(HSTS, "max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://https.example.org"})
    void and_are_not_told_to_where_there_is_none(String publicUrl) {
        assertThat(SecurityHeadersValve.headers(URI.create(publicUrl))).doesNotContainKey(HSTS);
        assertThat(SecurityHeadersValve.headers(null)).doesNotContainKey(HSTS).hasSize(5);
    }
}
