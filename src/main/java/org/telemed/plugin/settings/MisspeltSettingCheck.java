package org.telemed.plugin.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.telemed.fhir.structure.NearestName;

/**
 * Warns at the start of unknown settings below {@code telemed}, with the nearest known name; Spring ignores them.
 * Checks all property sources that list their names, including environment variables, against the configuration
 * metadata.
 */
public final class MisspeltSettingCheck implements BeanFactoryPostProcessor, PriorityOrdered {
    private static final Logger LOG = LoggerFactory.getLogger(MisspeltSettingCheck.class);
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("telemed");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final Environment environment;

    public MisspeltSettingCheck(Environment environment) {
        this.environment = environment;
    }

    /** Runs before the settings are used, and so before a start fails because the right one is missing. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        warnings(environment).forEach(LOG::warn);
    }

    /** A sentence for each unknown setting, without its value, which may be a secret. */
    static List<String> warnings(Environment environment) {
        Map<String, String> known = known();
        return known.isEmpty()
                ? List.of()
                : names(environment)
                        .filter(OURS::isAncestorOf)
                        .filter(name -> !known.containsKey(comparable(name)))
                        .map(name -> "There is no setting " + name + ", so it does nothing."
                                + nearest(comparable(name), known))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static String nearest(String name, Map<String, String> known) {
        return NearestName.of(name, known.keySet())
                .map(comparable -> " Did you mean " + known.get(comparable) + "?")
                .orElse("");
    }

    private static Stream<ConfigurationPropertyName> names(Environment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream());
    }

    /** The name without dashes, dots and indexes, because an environment variable has underscores for all of them. */
    private static String comparable(ConfigurationPropertyName name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (!name.isNumericIndex(i)) {
                letters.append(name.getElement(i, Form.UNIFORM));
            }
        }
        return letters.toString();
    }

    /** The names of our settings by their comparable form; empty if built without metadata. */
    private static Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        try {
            ClassLoader classes = MisspeltSettingCheck.class.getClassLoader();
            for (URL file : Collections.list(classes.getResources(METADATA))) {
                addNames(file, known);
            }
        } catch (IOException unreadable) {
            LOG.debug("Misspelt settings are not looked for", unreadable);
        }
        return known;
    }

    private static void addNames(URL file, Map<String, String> known) throws IOException {
        try (InputStream json = file.openStream()) {
            for (JsonNode property : new ObjectMapper().readTree(json).path("properties")) {
                String name = property.path("name").asText();
                if (name.startsWith("telemed.")) {
                    known.put(comparable(ConfigurationPropertyName.of(name)), name);
                }
            }
        }
    }
}
