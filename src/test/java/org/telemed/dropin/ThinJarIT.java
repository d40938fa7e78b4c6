package org.telemed.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The thin jar stands beside a host's own files on one class path: it must hold nothing but ours. */
class ThinJarIT {

    private static final BuiltJar JAR = BuiltJar.thin();

    @Test
    void it_holds_the_plugin() {
        assertThat(JAR.classes()).contains("org/telemed/plugin/wiring/TelemedAutoConfiguration.class");
        assertThat(JAR.text("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"))
                .isEqualToIgnoringWhitespace("org.telemed.plugin.wiring.TelemedAutoConfiguration");
        assertThat(JAR.text("META-INF/spring-configuration-metadata.json")).contains("telemed.public-url");
    }

    @Test
    void its_classes_are_the_plugins_alone() {
        assertThat(JAR.classes())
                .allMatch(name -> name.matches("org/telemed/(core|fhir|hapi|plugin|twilio|zapehr)/.*"));
    }

    @Test
    void no_other_file_has_a_name_that_a_host_might_use() {
        assertThat(JAR.otherFiles())
                .allMatch(name -> name.startsWith("org/telemed/")
                        || name.matches("META-INF/(LICENSE|MANIFEST\\.MF)")
                        || name.startsWith("META-INF/maven/org.telemed/")
                        || name.matches("META-INF/(additional-)?spring-configuration-metadata\\.json")
                        || name.equals("META-INF/spring-autoconfigure-metadata.properties")
                        || name.equals(
                                "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"));
    }
}
