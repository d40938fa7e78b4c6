package org.telemed.server.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.AnnotationMetadata;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.server.start.StartCheck.Problem;

/**
 * Checks the settings that conditions of beans read, which is before any start check. What is wrong gets a value that does
 * no harm, so that a start check can name it together with all else.
 */
public final class EarlySettings implements ImportBeanDefinitionRegistrar {
    private static final String ENABLED = "telemed.enabled";
    private static final int LARGEST_PORT = 65_535;

    private final List<Problem> problems = new ArrayList<>();

    public EarlySettings(Environment settings) {
        ConfigurableEnvironment changed = (ConfigurableEnvironment) settings;
        // A placeholder that nothing fills is named like any other wrong value
        changed.setIgnoreUnresolvableNestedPlaceholders(true);
        checkPort("server.port", 0, "8080", settings);
        checkPort("management.server.port", -1, "8081", settings);
        checkPort("telemed.emulator.port", 0, "8081", settings);
        checkEnabled(settings);
        changed.getPropertySources().addFirst(new MapPropertySource("settings that are wrong", inTheirPlace()));
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importer, BeanDefinitionRegistry registry) {
        StartCheck check = settings -> problems.stream();
        registry.registerBeanDefinition(
                "earlySettings",
                BeanDefinitionBuilder.genericBeanDefinition(StartCheck.class, () -> check)
                        .getBeanDefinition());
    }

    private void checkPort(String name, int least, String example, Environment settings) {
        try {
            int port = Binder.get(settings).bind(name, Integer.class).orElse(0);
            if (port >= least && port <= LARGEST_PORT) {
                return;
            }
        } catch (BindException unreadable) {
            // named below
        }
        problems.add(Problem.of(
                new InvalidSetting(name, "must be a port, a number from " + least + " to " + LARGEST_PORT, example)));
    }

    private void checkEnabled(Environment settings) {
        if (isOff(settings)) {
            problems.add(new Problem(
                    ENABLED,
                    "telemed.enabled must not be false here: this server is nothing without the plugin."
                            + " The setting is for hosts that embed it.",
                    "telemed.enabled=true"));
        }
    }

    /** One that cannot be read is named with the other settings of the plugin. */
    private static boolean isOff(Environment settings) {
        try {
            return !Binder.get(settings).bind(ENABLED, Boolean.class).orElse(true);
        } catch (BindException unreadable) {
            return false;
        }
    }

    private Map<String, Object> inTheirPlace() {
        return problems.stream()
                .collect(Collectors.toMap(
                        Problem::setting, problem -> problem.setting().equals(ENABLED) ? "true" : "0"));
    }
}
