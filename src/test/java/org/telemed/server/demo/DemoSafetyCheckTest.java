package org.telemed.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.server.start.StartCheck.Problem;

class DemoSafetyCheckTest {

    private static final Map<String, String> SAFE =
            Map.of("server.address", "127.0.0.1", "spring.datasource.url", "jdbc:h2:mem:telemed;DB_CLOSE_DELAY=-1");

    @Test
    void the_demo_as_it_is_may_start() {
        assertThat(new DemoSafetyCheck().problems(settings())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "server.address, 0.0.0.0",
        "server.address, ''",
        "server.address, 192.0.2.1",
        "server.address, '::'",
        "spring.datasource.url, jdbc:h2:file:./data",
        "spring.datasource.url, jdbc:h2:tcp://localhost/mem:x",
        "spring.datasource.url, jdbc:postgresql://localhost/telemed",
        "telemed.vendor, another",
        "telemed.twilio.account-sid, AC0123456789abcdef0123456789abcdef",
        "telemed.twilio.api-key-sid, SK0123456789abcdef0123456789abcdef",
        "telemed.twilio.base-url, https://video.twilio.com",
        "telemed.twilio.base-url, not an address",
    })
    void a_setting_that_reaches_beyond_this_machine_is_named(String setting, String value) {
        assertThat(new DemoSafetyCheck().problems(settings().withProperty(setting, value)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.setting()).isEqualTo(setting);
                    assertThat(problem.sentence()).contains(setting);
                });
    }

    @Test
    void the_emulator_has_a_port_of_its_own() {
        assertThat(new DemoSafetyCheck()
                        .problems(settings()
                                .withProperty("server.port", "8081")
                                .withProperty("telemed.emulator.port", "8081")))
                .extracting(Problem::setting)
                .containsExactly("telemed.emulator.port");
        assertThat(new DemoSafetyCheck()
                        .problems(
                                settings().withProperty("server.port", "0").withProperty("telemed.emulator.port", "0")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "server.address, localhost",
        "server.address, '::1'",
        "telemed.vendor, twilio",
        "telemed.twilio.account-sid, AC00000000000000000000000000000000",
        "telemed.twilio.api-key-sid, SK00000000000000000000000000000000",
        "telemed.twilio.base-url, http://127.0.0.1:8081",
        "telemed.twilio.base-url, http://localhost:9000",
    })
    void a_setting_that_stays_here_is_fine(String setting, String value) {
        assertThat(new DemoSafetyCheck().problems(settings().withProperty(setting, value)))
                .extracting(Problem::setting)
                .isEmpty();
    }

    private static MockEnvironment settings() {
        MockEnvironment settings = new MockEnvironment();
        SAFE.forEach(settings::setProperty);
        return settings;
    }
}
