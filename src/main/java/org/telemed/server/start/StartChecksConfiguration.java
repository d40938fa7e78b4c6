package org.telemed.server.start;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.settings.BoundSettings;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.plugin.settings.VideoVendors;
import org.telemed.server.start.StartCheck.Problem;

/** Runs every {@link StartCheck} before the first database connection is opened. */
@Configuration(proxyBeanMethods = false)
@Import(EarlySettings.class)
public class StartChecksConfiguration {

    @Bean
    static BeanFactoryPostProcessor startChecks(ConfigurableEnvironment settings) {
        return beans -> {
            SettingsWithoutEffect.unset(settings);
            refuse(beans.getBeansOfType(StartCheck.class, true, false), settings);
        };
    }

    @Bean
    static StartCheck pluginSettings(VideoVendors vendors) {
        return settings -> SettingsCheck.invalid(settings, vendors).stream().map(Problem::of);
    }

    /** The demo has an issuer of its own. */
    @Bean
    @Profile("!demo")
    static StartCheck issuerSettings() {
        return settings -> IssuerSettings.invalid(settings).stream().map(Problem::of);
    }

    @Bean
    static StartCheck portCheck() {
        return PortCheck.server();
    }

    @Bean
    static StartCheck managementPortCheck() {
        return PortCheck.management();
    }

    /** Spring Boot would refuse the first alone, when the beans of the web server are made. */
    @Bean
    static StartCheck webServerSettings() {
        return settings -> Stream.of(
                        BoundSettings.read(settings, "server", ServerProperties.class),
                        BoundSettings.read(settings, "management.server", ManagementServerProperties.class))
                .flatMap(server -> server.unreadable().stream())
                .map(Problem::of);
    }

    /** The plugin would let a host start without it; this server is nothing without it. */
    @Bean
    SmartInitializingSingleton telemedMustBeReady(ObjectProvider<TelemedPlugin> telemed) {
        return () -> telemed.stream()
                .flatMap(plugin -> plugin.problem().stream())
                .forEach(problem -> {
                    throw new StartRefusedException(List.of(new Problem("telemed", problem, "telemed.…=…")));
                });
    }

    @Bean
    @Profile("!demo")
    StartedMessage startedMessage(TelemedProperties settings, ObjectProvider<BuildProperties> build) {
        return new StartedMessage(settings, ProductVersion.of(build.getIfAvailable()));
    }

    private static void refuse(Map<String, StartCheck> checks, Environment settings) {
        List<Problem> problems = checks.values().stream()
                .flatMap(check -> check.problems(settings))
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new StartRefusedException(problems);
        }
    }
}
