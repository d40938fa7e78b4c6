package org.telemed.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.smart.SmartConfiguration;
import org.telemed.server.start.StartCheck;
import org.telemed.server.web.ErrorResponseWriter;

class ConsoleConfigurationTest {

    private final ApplicationContextRunner server = new ApplicationContextRunner()
            .withPropertyValues("telemed.public-url=https://fhir.example/")
            .withBean(ObjectMapper.class)
            .withBean(ErrorResponseWriter.class)
            .withBean(SmartConfiguration.class, () -> mock(SmartConfiguration.class))
            .withUserConfiguration(Settings.class, ConsoleConfiguration.class);

    @Test
    void it_is_there_by_default() {
        server.run(context -> assertThat(context).hasBean("consoleServlet").hasBean("consoleAtTheRoot"));
    }

    @Test
    void a_setting_switches_it_off_whole() {
        server.withPropertyValues("telemed.console.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("consoleServlet")
                        .doesNotHaveBean("consoleAtTheRoot")
                        .doesNotHaveBean(ConsoleFiles.class));
    }

    @Test
    void the_page_learns_what_the_server_can_do() {
        server.run(context -> assertThat(context.getBean(ConsoleClientConfig.class))
                .matches(config -> !config.waitingRoom() && !config.guests() && !config.invitationSms()));
        server.withPropertyValues("telemed.waiting-room.enabled=true", "telemed.guests.enabled=true")
                .withBean(InvitationSender.class, () -> mock(InvitationSender.class))
                .run(context -> assertThat(context.getBean(ConsoleClientConfig.class))
                        .matches(config -> config.waitingRoom() && config.guests() && config.invitationSms()));
    }

    @ParameterizedTest
    @CsvSource({
        "enabled, perhaps",
        "client-id, ' '",
        "scopes, ' '",
        "signaling-url, foo",
        "signaling-url, http://localhost:8082/signaling",
        "signaling-url, 'ws://a b'",
        "signaling-url, ws://",
        "signaling-url, ws://[",
        "video-origins, bar",
        "video-origins, 'wss://*.twilio.com, bar'",
        "video-origins, https://twilio.com/path",
        "video-origins, \"https://twilio.com; script-src 'unsafe-inline'\"",
    })
    void a_setting_that_no_page_can_use_is_named(String setting, String value) {
        String name = "telemed.console." + setting;
        assertThat(ConsoleSettings.startCheck().problems(new MockEnvironment().withProperty(name, value)))
                .extracting(StartCheck.Problem::setting)
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "signaling-url, ws://localhost:8082/signaling",
        "signaling-url, wss://video.example/x",
        "signaling-url, ''",
        "video-origins, 'wss://*.twilio.com,https://*.twilio.com'",
        "video-origins, https://10.0.0.1:8443",
        "video-origins, 'ws://[::1]:8082'",
        "client-id, other",
    })
    void another_one_is_taken(String setting, String value) {
        assertThat(ConsoleSettings.startCheck()
                        .problems(new MockEnvironment().withProperty("telemed.console." + setting, value)))
                .isEmpty();
    }

    @EnableConfigurationProperties(TelemedProperties.class)
    static class Settings {}
}
