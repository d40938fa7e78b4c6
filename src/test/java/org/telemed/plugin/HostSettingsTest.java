package org.telemed.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.env.MockPropertySource;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.wiring.KnownVendors;

/** The sample of a host's settings is one that works. */
class HostSettingsTest {
    private static final Set<String> ONLY_IN_THE_SERVER =
            Set.of("telemed.fhir-version", "telemed.cors.allowed-origins", "telemed.emulator.port");

    @Test
    void it_has_settings_that_exist() throws IOException {
        assertThat(settingsIn(sample()))
                .hasSizeGreaterThan(15)
                .allSatisfy(setting -> assertThat(SettingsTableTest.metadata()).containsKey(setting))
                .doesNotContainAnyElementsOf(ONLY_IN_THE_SERVER);
    }

    @Test
    void it_is_sound_once_it_is_filled_in() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(sample());
        environment
                .getPropertySources()
                .addFirst(new MockPropertySource()
                        .withProperty("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32))
                        .withProperty("TWILIO_API_KEY_SID", "SK" + "0".repeat(32))
                        .withProperty("TWILIO_API_KEY_SECRET", "s".repeat(32))
                        .withProperty("TWILIO_AUTH_TOKEN", "t".repeat(32)));
        assertThat(SettingsCheck.problem(environment, KnownVendors.in(environment)))
                .isEmpty();
        assertThat(SettingsCheck.properties(environment).fhirConfig().load()).isTrue();
    }

    private static Set<String> settingsIn(PropertySource<?> sample) {
        return Stream.of(((EnumerablePropertySource<?>) sample).getPropertyNames())
                .map(name -> name.replaceFirst("\\[\\d+]$", ""))
                .collect(Collectors.toSet());
    }

    /** With what is in comments: whoever takes the # away wants that to work. */
    private static PropertySource<?> sample() {
        try {
            String yaml = Files.readString(Path.of("fhir-config/host-application.yaml"));
            String uncommented = yaml.replaceAll("(?m)^( +)# ([a-z-]+: \\S+)$", "$1$2");
            assertThat(uncommented).isNotEqualTo(yaml);
            return new YamlPropertySourceLoader()
                    .load("sample", new ByteArrayResource(uncommented.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
