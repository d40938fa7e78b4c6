package org.telemed.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The bill of materials in the server jar. */
class ServerJarIT {
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]*)");

    private static final List<String> LIBRARY_FILES = new ArrayList<>();
    private static JsonNode bill;
    private static String location;

    @BeforeAll
    static void read() throws IOException {
        assumeThat(System.getProperty("build.mode"))
                .as("an offline build makes none")
                .isNotEqualTo("offline=true");
        try (JarFile jar = new JarFile(System.getProperty("jar.server"))) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .forEach(name -> LIBRARY_FILES.add(name.substring(LIBRARIES.length())));
            location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
            bill = new ObjectMapper().readTree(jar.getInputStream(jar.getEntry(location)));
        }
    }

    /** Spring Boot's endpoint looks there. */
    @Test
    void it_is_where_the_actuator_looks() {
        assertThat(location).isEqualTo("META-INF/sbom/application.cdx.json");
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    }

    @Test
    void it_names_what_matters_with_its_version() {
        assertThat(components())
                .contains("twilio-13.0.1.jar", "hapi-fhir-jpaserver-base-8.8.0.jar", "h2-2.3.232.jar")
                .anyMatch(name -> name.startsWith("tomcat-embed-core-10.1."))
                .anyMatch(name -> name.startsWith("postgresql-42."));
    }

    @Test
    void it_names_each_library_in_the_jar() {
        // Spring Boot's packaging adds its own
        assertThat(LIBRARY_FILES)
                .hasSizeGreaterThan(200)
                .filteredOn(file -> !file.startsWith("spring-boot-jarmode-tools"))
                .isSubsetOf(components());
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/known-vulnerabilities.csv")
    void no_library_is_older_than_the_first_without_a_known_vulnerability(
            String library, String fixedIn, String vulnerability) {
        List<Version> versions = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            String name = component.path("group").asText() + ":"
                    + component.path("name").asText();
            if (name.equals(library)) {
                versions.add(Version.parse(component.path("version").asText()));
            }
        }
        assertThat(versions)
                .as(vulnerability + "; or a line of the file that no library needs any more")
                .isNotEmpty()
                .allSatisfy(version -> assertThat(version).isGreaterThanOrEqualTo(Version.parse(fixedIn)));
    }

    @Test
    void two_builds_make_the_same() {
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.path("metadata").has("timestamp")).isFalse();
    }

    /** As their jars are named: name, version and classifier, if there is one. */
    private static List<String> components() {
        List<String> names = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
            names.add(component.path("name").asText() + "-"
                    + component.path("version").asText()
                    + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar");
        }
        return names;
    }
}
