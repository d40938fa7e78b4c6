package org.telemed.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plugin jar lies on a host's class path before it is known which: nothing in it may be taken for the host's. */
class PluginJarIT {

    private static final int JAVA_17 = 61;

    private static final BuiltJar JAR = BuiltJar.plugin();

    @Test
    void all_packages_are_ours_but_the_null_annotations() {
        Set<String> packages =
                JAR.classes().stream().map(PluginJarIT::packageOf).collect(Collectors.toSet());
        assertThat(packages)
                .contains("org/telemed/plugin", "org/telemed/shaded/twilio/rest/video/v1")
                .allMatch(name -> name.matches("org/telemed/(core|fhir|hapi|plugin|shaded|twilio|zapehr)(/.*)?")
                        || name.equals("org/jspecify/annotations"));
    }

    @Test
    void what_lies_outside_of_our_packages_a_host_does_not_read_for_its_own() {
        assertThat(JAR.otherFiles())
                .contains("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                .allMatch(name -> name.startsWith("org/telemed/")
                        || name.startsWith("META-INF/maven/")
                        || name.startsWith("META-INF/services/org.telemed.shaded.")
                        || name.matches(
                                "META-INF/(MANIFEST\\.MF|NOTICE|THIRD-PARTY\\.md|[A-Za-z-]*LICENSE|[A-Za-z-]*NOTICE)")
                        || name.matches("META-INF/(additional-)?spring-configuration-metadata\\.json")
                        || name.equals("META-INF/spring-autoconfigure-metadata.properties")
                        || name.equals(
                                "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"));
    }

    @Test
    void services_are_found_under_their_new_names() {
        assertThat(JAR.otherFiles().stream().filter(name -> name.startsWith("META-INF/services/")))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(JAR.text(service).lines().map(String::strip))
                        .isNotEmpty()
                        .allMatch(name -> JAR.files().contains(name.replace('.', '/') + ".class"), service));
    }

    @Test
    void of_twilio_it_holds_video_and_messages_alone() {
        String rest = "org/telemed/shaded/twilio/rest/";
        List<String> held =
                JAR.classes().stream().filter(name -> name.startsWith(rest)).toList();
        assertThat(held)
                .anyMatch(name -> name.startsWith(rest + "video/v1/room/"))
                .anyMatch(name -> name.startsWith(rest + "api/v2010/account/MessageCreator"))
                .allMatch(name -> name.matches(
                        rest + "([^/]+|video/.+|[Aa]pi/[^/]+|api/v2010/[^/]+|api/v2010/account/Message[^/]*)"));
    }

    /** Else it would be a NoClassDefFoundError in somebody's server, at the first fault that needs the class. */
    @Test
    void whatever_it_needs_under_our_packages_is_in_it() {
        StringWriter missing = new StringWriter();
        PrintWriter out = new PrintWriter(missing);
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--multi-release",
                        "base",
                        "--missing-deps",
                        JAR.path().toString());
        assertThat(exit).as(missing::toString).isZero();
        List<String> classes = missing.toString()
                .lines()
                .filter(line -> line.contains("->"))
                .map(line -> line.strip().replaceFirst(" +not found$", ""))
                .toList();
        assertThat(classes).anyMatch(line -> line.contains("-> ca.uhn.fhir.context.FhirContext"));
        assertThat(classes).noneMatch(line -> line.contains("-> org.telemed."));
    }

    @Test
    void java_17_can_read_it() {
        assertThat(JAR.classes())
                .allSatisfy(
                        name -> assertThat((int) JAR.bytes(name)[7]).as(name).isLessThanOrEqualTo(JAVA_17));
    }

    @Test
    void whose_software_it_brings_is_said() {
        String credits = JAR.text("META-INF/THIRD-PARTY.md");
        assertThat(JAR.text("META-INF/LICENSE")).contains("Apache License");
        assertThat(JAR.text("META-INF/NOTICE")).contains("Apache HttpClient", "Jackson JSON processor");
        assertThat(JAR.otherFiles().stream()
                        .filter(name -> name.matches("META-INF/maven/.*/pom\\.properties"))
                        .map(name -> name.split("/"))
                        .filter(path -> !path[2].equals("org.telemed")))
                .hasSizeGreaterThan(5)
                .allSatisfy(path -> assertThat(credits).contains(path[2]).contains(path[3]));
    }

    private static String packageOf(String file) {
        return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    }
}
