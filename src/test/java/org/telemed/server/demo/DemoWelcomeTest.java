package org.telemed.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.telemed.server.DemoServer;

class DemoWelcomeTest extends DemoServer {

    @Autowired
    private DemoWelcome welcome;

    @Test
    void it_says_where_everything_is() {
        assertThat(welcome.message()).contains(root() + "/fhir", root() + "/oauth2/token", "emulator at http://");
    }

    @Test
    void the_first_command_gets_a_token_as_printed() throws Exception {
        String command = welcome.message()
                .lines()
                .filter(line -> line.startsWith("TOKEN="))
                .findFirst()
                .orElseThrow();
        assertThat(sh(command + "; printf %s \"$TOKEN\"").split("\\.")).hasSize(3);
    }

    private static String sh(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
