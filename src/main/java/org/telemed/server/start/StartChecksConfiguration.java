package org.telemed.server.start;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.plugin.settings.VideoVendors;
import org.telemed.server.start.StartCheck.Problem;

/** Runs every {@link StartCheck} before the first database connection is opened. */
@Configuration(proxyBeanMethods = false)
public class StartChecksConfiguration {

    @Bean
    static BeanFactoryPostProcessor startChecks(Environment settings) {
        return beans -> refuse(beans.getBeansOfType(StartCheck.class, true, false), settings);
    }

    /** The vendors are no beans if the plugin is switched off, which is a problem of its own. */
    @Bean
    static StartCheck pluginSettings(ObjectProvider<VideoVendors> vendors) {
        return settings -> vendors.stream()
                .flatMap(known -> SettingsCheck.invalid(settings, known).stream())
                .map(Problem::of);
    }

    /** The demo has an issuer of its own. */
    @Bean
    @Profile("!demo")
    static StartCheck issuerSettings() {
        return settings -> IssuerSettings.invalid(settings).stream().map(Problem::of);
    }

    @Bean
    static StartCheck enabledCheck() {
        return settings -> settings.getProperty("telemed.enabled", Boolean.class, true)
                ? Stream.empty()
                : Stream.of(new Problem(
                        "telemed.enabled",
                        "telemed.enabled must not be false here: this server is nothing without the plugin."
                                + " The setting is for hosts that embed it.",
                        "telemed.enabled=true"));
    }

    @Bean
    static StartCheck portCheck() {
        return new PortCheck();
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
