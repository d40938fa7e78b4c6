package org.telemed.plugin.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.telemed.plugin.settings.VideoVendors;

/** Where there is an endpoint for the vendor's callbacks; that there is no repository here shows that it asks for none. */
class CallbackRegistrationTest {
    private static final String TOKEN = "telemed.twilio.auth-token=demo-auth-token";

    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withUserConfiguration(Vendors.class, TelemedAutoConfiguration.WithCallbacks.class);

    @Configuration(proxyBeanMethods = false)
    static class Vendors {
        @Bean
        static VideoVendors vendors(Environment environment) {
            return KnownVendors.in(environment);
        }
    }

    @Test
    void a_web_server_with_the_auth_token_takes_callbacks_at_the_vendors_path() {
        web.withPropertyValues(TOKEN)
                .run(context -> assertThat(paths(context)).containsExactly("/telemed/twilio/callback"));
    }

    @Test
    void the_token_may_come_from_the_environment() {
        var environment = new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("TELEMED_TWILIO_AUTH_TOKEN", "demo-auth-token"));
        web.withInitializer(context -> {
                    context.getEnvironment().getPropertySources().replace("systemEnvironment", environment);
                    ConfigurationPropertySources.attach(context.getEnvironment());
                })
                .run(context -> assertThat(paths(context)).hasSize(1));
    }

    @Test
    void without_the_auth_token_there_is_no_such_endpoint() {
        web.run(context -> assertThat(paths(context)).isEmpty());
    }

    @Test
    void a_token_that_nothing_fills_is_none() {
        web.withPropertyValues("telemed.twilio.auth-token=${NOBODY_SETS_THIS}")
                .run(context -> assertThat(paths(context)).isEmpty());
    }

    @Test
    void a_vendor_that_nobody_knows_has_no_endpoint() {
        web.withPropertyValues(TOKEN, "telemed.vendor=twillio")
                .run(context -> assertThat(paths(context)).isEmpty());
    }

    @Test
    void without_a_web_server_there_is_none_either() {
        new ApplicationContextRunner()
                .withUserConfiguration(Vendors.class, TelemedAutoConfiguration.WithCallbacks.class)
                .withPropertyValues(TOKEN)
                .run(context -> assertThat(context).doesNotHaveBean(ServletContextInitializer.class));
    }

    /** The paths that a servlet container serves once the initializers have run. */
    private static Set<String> paths(ApplicationContext context) {
        Set<String> paths = new HashSet<>();
        ServletContextInitializer[] initializers =
                context.getBeansOfType(ServletContextInitializer.class).values().stream()
                        .map(initializer -> (ServletContextInitializer) container -> {
                            initializer.onStartup(container);
                            container.getServletRegistrations().values().stream()
                                    .map(ServletRegistration::getMappings)
                                    .flatMap(Collection::stream)
                                    .filter(path -> path.startsWith("/telemed"))
                                    .forEach(paths::add);
                        })
                        .toArray(ServletContextInitializer[]::new);
        WebServer server = new TomcatServletWebServerFactory(0).getWebServer(initializers);
        server.start();
        server.stop();
        return paths;
    }
}
