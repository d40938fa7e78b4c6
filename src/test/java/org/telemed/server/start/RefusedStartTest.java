package org.telemed.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.telemed.server.ServerApplication;

@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

    @Test
    void without_settings_the_server_says_all_that_must_be_set_and_no_stack_trace(CapturedOutput output) {
        refusedWith();
        assertThat(output)
                .contains("telemed.public-url must be set", "issuer-uri (or ", "audiences must be set", "for example")
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
                .contains("The setting telemed.emulator.port moves it", "telemed.emulator.port=8091")
                .doesNotContain("\tat ");
    }

    @Test
    void a_busy_port_is_moved_by_a_setting() {
        var analysis = new PortInUseAnalyzer().analyze(new PortInUseException(8080));
        assertThat(analysis.getDescription()).contains("8080");
        assertThat(analysis.getAction()).contains("server.port=");
    }

    private static void refusedWith(String... settings) {
        List<String> arguments = new ArrayList<>(Arrays.asList(settings));
        var server = new SpringApplicationBuilder(ServerApplication.class).web(WebApplicationType.NONE);
        assertThatThrownBy(() -> server.run(arguments.toArray(String[]::new)))
                .hasStackTraceContaining(StartRefusedException.class.getName());
    }
}
