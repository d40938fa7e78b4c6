package org.telemed.server.start;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.telemed.server.start.StartCheck.Problem;

/** Asks every {@link StartCheck} before the first database connection is opened. */
@Configuration(proxyBeanMethods = false)
public class StartChecksConfiguration {

    @Bean
    static BeanFactoryPostProcessor startChecks(Environment settings) {
        return beans -> refuse(beans.getBeansOfType(StartCheck.class, true, false), settings);
    }

    @Bean
    @Profile("!demo")
    static StartCheck requiredSettings() {
        return new RequiredSettings();
    }

    private static void refuse(Map<String, StartCheck> checks, Environment settings) {
        List<Problem> problems = checks.values().stream()
                .flatMap(check -> check.problems(settings))
                .toList();
        if (!problems.isEmpty()) {
            throw new StartRefusedException(problems);
        }
    }
}
