package org.telemed.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.telemed.acceptance.ServerProcess;
import org.telemed.server.ServerApplication;

@Tag("server")
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {
    private static final int MOST_LINES = 15;
    private static final String[] WRONG_ELSEWHERE = {
        "--server.port=abc",
        "--server.address=no-such-host.invalid",
        "--server.tomcat.connection-timeout=soon",
        "--management.server.port=99999",
        "--spring.datasource.url=${NOBODY_SETS_IT}",
        "--spring.datasource.hikari.maximum-pool-size=many",
        "--spring.jpa.open-in-view=perhaps",
        "--spring.jpa.properties.jakarta.persistence.query.timeout=abc",
        "--telemed.enabled=perhaps",
        "--telemed.vendor=zoom",
        "--telemed.fhir-version=R9",
        "--telemed.console.enabled=${NOBODY_SETS_IT}",
        "--telemed.console.client-id=${NOBODY_SETS_IT}",
        "--telemed.smart.token-endpoint=https://[",
        "--telemed.rooms.max-participants=abc",
        "--telemed.rooms.unused-timeout=61m",
        "--telemed.guests.enabled=perhaps",
        "--telemed.twilio.base-url=http://twilio.example.org",
        "--telemed.audit.spill-directory=/proc/nope"
    };

    @Test
    void without_settings_the_server_says_all_that_must_be_set_and_no_stack_trace(CapturedOutput output) {
        refusedWith();
        assertThat(output)
                .contains(
                        "telemed.public-url must be set",
                        "issuer-uri must be set (or ",
                        "audiences must be set",
                        "for example")
                .doesNotContain("\tat ");
    }

    @Test
    void a_demo_open_to_others_says_why_it_does_not_start(CapturedOutput output) {
        refusedWith("--spring.profiles.active=demo", "--server.address=0.0.0.0");
        assertThat(output).contains("server.address must be a loopback address").doesNotContain("\tat ");
    }

    @Test
    void an_unknown_fhir_version_is_named(CapturedOutput output) {
        refusedWith("--spring.profiles.active=demo", "--telemed.fhir-version=DSTU2");
        assertThat(output)
                .contains("telemed.fhir-version must be R4, R4B or R5, not 'DSTU2'")
                .doesNotContain("\tat ");
    }

    @Test
    void all_that_is_wrong_is_named_at_once_in_the_demo_too(CapturedOutput output) {
        refusedWith(
                "--spring.profiles.active=demo",
                "--server.address=0.0.0.0",
                "--telemed.fhir-version=R3",
                "--telemed.twilio.rate-share=0",
                "--telemed.cors.allowed-origins=app.example.org");
        assertThat(output)
                .contains(
                        "server.address must be a loopback address",
                        "telemed.fhir-version must be R4, R4B or R5, not 'R3'",
                        "telemed.twilio.rate-share must be",
                        "telemed.cors.allowed-origins must be a list of origins")
                .doesNotContain("\tat ");
    }

    @Test
    void an_unknown_database_is_named(CapturedOutput output) {
        refusedWith("--telemed.public-url=https://telemed.example.org", "--spring.datasource.url=jdbc:mysql://db/x");
        assertThat(output)
                .contains("spring.datasource.url must be the JDBC URL")
                .doesNotContain("\tat ");
    }

    @Test
    void a_busy_port_of_the_emulator_s_is_named_with_the_setting_that_moves_it(CapturedOutput output)
            throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // a database of its own: other tests have the demo's open
            refusedWith(
                    "--spring.profiles.active=demo",
                    "--spring.datasource.url=jdbc:h2:mem:refused",
                    "--telemed.emulator.port=" + other.getLocalPort());
        }
        assertThat(output)
                .contains("cannot be opened", "choose another telemed.emulator.port", "telemed.emulator.port=")
                .doesNotContain("\tat ");
    }

    @Test
    void a_busy_port_is_moved_by_a_setting() {
        var analysis = new PortInUseAnalyzer().analyze(new PortInUseException(8080));
        assertThat(analysis.getDescription()).contains("8080");
        assertThat(analysis.getAction()).contains("server.port=");
    }

    @Test
    void a_busy_port_is_named_before_the_long_part_of_the_start(CapturedOutput output) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refusedWith(
                    "--spring.profiles.active=demo",
                    "--spring.datasource.url=jdbc:h2:mem:refused",
                    "--server.port=" + other.getLocalPort());
            assertThat(output)
                    .contains("Port " + other.getLocalPort() + " cannot be opened", "server.port=")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void the_server_does_not_start_without_its_plugin(CapturedOutput output) {
        refusedWith("--spring.profiles.active=demo", "--telemed.enabled=false", "--telemed.tokens.ttl=xyz");
        assertThat(output)
                .contains("telemed.enabled must not be false here", "telemed.tokens.ttl must be")
                .doesNotContain("\tat ");
    }

    @Test
    void settings_that_conditions_spring_or_hibernate_read_are_named_with_all_else(CapturedOutput output) {
        refusedWith(WRONG_ELSEWHERE);
        assertThat(output)
                .contains(Arrays.stream(WRONG_ELSEWHERE)
                        .map(setting -> setting.substring(2, setting.indexOf('=')) + " must be ")
                        .toArray(String[]::new))
                .doesNotContain("\tat ");
    }

    @Test
    void wrong_ports_of_the_demo_are_named_and_not_what_is_made_of_them(CapturedOutput output) {
        refusedWith(
                "--spring.profiles.active=demo",
                "--server.port=99999",
                "--telemed.emulator.port=abc",
                "--telemed.rooms.record=perhaps");
        assertThat(output)
                .contains("server.port must be", "telemed.emulator.port must be", "telemed.rooms.record must be")
                .doesNotContain("\tat ", "base-url must", "public-url must", "signaling-url must");
    }

    @Test
    void the_plugin_s_own_issuer_is_warned_of_and_not_checked(CapturedOutput output) {
        refusedWith("--telemed.security.issuer-uri=foo", "--telemed.security.audience[0]=x");
        assertThat(output)
                .contains(
                        "telemed.security.issuer-uri does nothing in this server. Set spring.security.",
                        "telemed.security.audience does nothing in this server. Set spring.security.")
                .doesNotContain("\tat ", "telemed.security.issuer-uri must", "telemed.security.audience must");
    }

    @Test
    void a_database_of_another_fhir_version_is_refused(CapturedOutput output, @TempDir Path directory)
            throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("data");
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            statement.execute("create table HFJ_RESOURCE (RES_ID bigint primary key, RES_VERSION varchar(7))");
            statement.execute("insert into HFJ_RESOURCE values (1, null), (2, 'R4'), (3, 'R5')");
        }
        refusedWith("--spring.datasource.url=" + url, "--telemed.fhir-version=R5");
        assertThat(output)
                .contains("The database holds resources of FHIR R4, and telemed.fhir-version is R5")
                .doesNotContain("\tat ");
    }

    @Test
    void a_postgresql_that_cannot_be_used_is_named_with_its_reason(CapturedOutput output, @TempDir Path directory)
            throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .start()) {
            requirePasswords(postgres, directory);
            String server = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
            refusedBy(server + "postgres?password=secret-one", "wrong");
            refusedBy(server + "unknown", "right");
        }
        refusedBy("jdbc:postgresql://127.0.0.1:1/telemed", "right");
        refusedBy("jdbc:postgresql://no-such-host.invalid/telemed", "right");
        assertThat(output)
                .contains(
                        "/postgres refuses the user or the password",
                        "There is no database jdbc:postgresql://127.0.0.1:",
                        "The database jdbc:postgresql://127.0.0.1:1/telemed cannot be reached. Start it",
                        "no-such-host.invalid/telemed cannot be reached: its host is unknown")
                .doesNotContain("\tat ", "secret-one", "wrong");
    }

    private static void requirePasswords(EmbeddedPostgres postgres, Path directory) throws IOException, SQLException {
        try (Connection database = postgres.getPostgresDatabase().getConnection();
                Statement statement = database.createStatement()) {
            statement.execute("alter user postgres password 'right'");
            Files.writeString(directory.resolve("data/pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void refusedBy(String url, String password) {
        refusedWith(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=" + password);
    }

    @Test
    void a_database_file_in_use_is_said_in_few_lines_by_a_process_that_fails(@TempDir Path directory)
            throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("data");
        try (Connection other = DriverManager.getConnection(url)) {
            assertThat(other.isClosed()).isFalse();
            assertRefused(directory, Map.of("spring.datasource.url", url), "is in use by another program");
        }
    }

    @Test
    void a_tab_in_the_settings_is_said_with_its_place_and_without_the_line(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("application.yaml"), "telemed:\n\ttwilio: {api-key-secret: hidden}\n");
        assertRefused(directory, Map.of(), "application.yaml, is no YAML in line 2, column 1");
    }

    private static void assertRefused(Path directory, Map<String, String> settings, String sentence) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("server.port", "0");
        all.put("telemed.public-url", "https://telemed.example.org");
        all.put("telemed.twilio.account-sid", "AC" + "0".repeat(32));
        all.put("telemed.twilio.api-key-sid", "SK" + "0".repeat(32));
        all.put("telemed.twilio.api-key-secret", "0123456789abcdef0123456789abcdef");
        all.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://login.example.org");
        all.put("spring.security.oauth2.resourceserver.jwt.audiences", "https://telemed.example.org/fhir");
        try (ServerProcess server = ServerProcess.start(directory, all)) {
            assertThat(server.awaitExit()).isNotZero();
            assertThat(server.output()).contains(sentence).doesNotContain("\tat ", "hidden");
            assertThat(server.output().lines().filter(line -> !line.isBlank()))
                    .as(server::output)
                    .hasSizeLessThanOrEqualTo(MOST_LINES);
        }
    }

    private static void refusedWith(String... settings) {
        List<String> arguments = new ArrayList<>(Arrays.asList(settings));
        var server = new SpringApplicationBuilder(ServerApplication.class).web(WebApplicationType.NONE);
        assertThatThrownBy(() -> server.run(arguments.toArray(String[]::new)))
                .hasStackTraceContaining(StartRefusedException.class.getName());
    }
}
