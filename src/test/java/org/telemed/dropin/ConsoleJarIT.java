package org.telemed.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The visit console is in the server jar, and in no jar for hosts. A build without Node has none; CI has Node. */
class ConsoleJarIT {

    @Test
    void the_server_jar_has_it() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("jar.server"))) {
            List<String> files = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.contains("static/console/"))
                    .toList();
            if (System.getenv("CI") == null) {
                assumeThat(files).as("built without Node").isNotEmpty();
            }
            assertThat(files)
                    .contains("BOOT-INF/classes/static/console/index.html")
                    .contains("BOOT-INF/classes/static/console/licenses.md")
                    .anyMatch(name -> name.matches(".*/static/console/assets/.*\\.js"))
                    .noneMatch(name -> name.contains("node_modules") || name.endsWith(".map") || name.contains(".ts"));
        }
    }

    @Test
    void the_jars_for_hosts_have_nothing_of_it() {
        for (BuiltJar jar : List.of(BuiltJar.thin(), BuiltJar.plugin())) {
            assertThat(jar.files()).noneMatch(name -> name.contains("static/") || name.contains("console"));
        }
    }
}
