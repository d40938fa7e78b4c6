package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class CorsSettingsTest {
    private static final String SETTING = "telemed.cors.allowed-origins";

    @Test
    void none_is_fine() {
        assertThat(CorsSettings.startCheck().problems(new MockEnvironment())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://app.example.org",
                "https://app.example.org/",
                "http://localhost:3000",
                "https://app.example.org:8443,http://127.0.0.1:5173",
                "http://[::1]:3000"
            })
    void what_browsers_send_is_an_origin(String value) {
        assertThat(CorsSettings.startCheck().problems(with(value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "app.example.org",
                "localhost:3000",
                "https://app.example.org/app",
                "https://app.example.org?x=1",
                "https://app.example.org:443",
                "http://app.example.org:80",
                "ftp://app.example.org",
                "https://*.example.org",
                "https://a@app.example.org",
                "https://app.example.org,foo",
                "https:// app.example.org"
            })
    void what_no_browser_sends_is_refused_by_the_settings_name(String value) {
        assertThat(CorsSettings.startCheck().problems(with(value)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence()).startsWith(SETTING + " must be"));
    }

    private static MockEnvironment with(String value) {
        return new MockEnvironment().withProperty(SETTING, value);
    }
}
