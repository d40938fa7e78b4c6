package org.telemed.plugin.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where there is an endpoint for Twilio's callbacks; that there is no repository here shows that it asks for none. */
class CallbackRegistrationTest {
    private static final String TOKEN = "telemed.twilio.auth-token=demo-auth-token";

    private final WebApplicationContextRunner web =
            new WebApplicationContextRunner().withUserConfiguration(TelemedAutoConfiguration.WithCallbacks.class);

    @Test
    void a_web_server_with_the_auth_token_takes_callbacks_at_their_path() {
        web.withPropertyValues(TOKEN).run(context -> {
            ServletRegistrationBean<?> registration = context.getBean(ServletRegistrationBean.class);
            assertThat(registration.getUrlMappings()).containsExactly(CallbackServlet.PATH);
        });
    }

    @Test
    void the_token_may_come_from_the_environment() {
        var environment = new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("TELEMED_TWILIO_AUTH_TOKEN", "demo-auth-token"));
        web.withInitializer(context -> {
                    context.getEnvironment().getPropertySources().replace("systemEnvironment", environment);
                    ConfigurationPropertySources.attach(context.getEnvironment());
                })
                .run(context -> assertThat(context).hasSingleBean(ServletRegistrationBean.class));
    }

    @Test
    void without_the_auth_token_there_is_no_such_endpoint() {
        web.run(context -> assertThat(context).doesNotHaveBean(ServletRegistrationBean.class));
    }

    @Test
    void without_a_web_server_there_is_none_either() {
        new ApplicationContextRunner()
                .withUserConfiguration(TelemedAutoConfiguration.WithCallbacks.class)
                .withPropertyValues(TOKEN)
                .run(context -> assertThat(context).doesNotHaveBean(ServletRegistrationBean.class));
    }
}
