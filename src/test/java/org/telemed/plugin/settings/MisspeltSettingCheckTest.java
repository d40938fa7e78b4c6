package org.telemed.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class MisspeltSettingCheckTest {
    @Test
    void a_misspelt_setting_is_named_with_the_nearest_and_without_its_value() {
        assertThat(warnings(Map.of("telemed.sweep.intervall", "30s")))
                .containsExactly("There is no setting telemed.sweep.intervall, so it does nothing."
                        + " Did you mean telemed.sweep.interval?");
    }

    @Test
    void so_is_an_environment_variable() {
        assertThat(variables(Map.of("TELEMED_TWILIO_API_KEY_SECERT", "hush")))
                .singleElement()
                .asString()
                .contains("Did you mean telemed.twilio.api-key-secret?")
                .doesNotContain("hush");
    }

    @Test
    void one_like_no_other_is_named_alone() {
        assertThat(warnings(Map.of("telemed.colour", "blue")))
                .containsExactly("There is no setting telemed.colour, so it does nothing.");
    }

    @Test
    void what_exists_is_fine_in_every_spelling_that_spring_takes() {
        assertThat(warnings(Map.of(
                        "telemed.sweep.interval", "30s",
                        "telemed.sweep.dryRun", "true",
                        "telemed.former-public-urls[0]", "https://old.example.org",
                        "telemed.former_public_urls[1]", "https://older.example.org",
                        "telemed.cors.allowed-origins", "https://app.example.org",
                        "telemedicine.colour", "blue")))
                .isEmpty();
        assertThat(variables(Map.of(
                        "TELEMED_TWILIO_ACCOUNT_SID", "AC",
                        "TELEMED_TWILIO_ACCOUNTSID", "AC",
                        "TELEMED_FORMERPUBLICURLS_0", "https://old.example.org",
                        "TELEMED_SECURITY_PROFILE_CLAIMS", "fhirUser")))
                .isEmpty();
    }

    private static List<String> warnings(Map<String, Object> settings) {
        return warnings(new MapPropertySource("file", settings));
    }

    private static List<String> variables(Map<String, Object> variables) {
        return warnings(new SystemEnvironmentPropertySource("variables-systemEnvironment", variables));
    }

    private static List<String> warnings(MapPropertySource source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        ConfigurationPropertySources.attach(environment);
        return MisspeltSettingCheck.warnings(environment);
    }
}
