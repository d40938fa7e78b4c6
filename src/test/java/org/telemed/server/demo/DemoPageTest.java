package org.telemed.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;
import org.telemed.server.demo.issuer.DemoClient;

/** What a browser finds at the demo's address. */
class DemoPageTest extends DemoServer {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void a_browser_is_told_what_this_is_and_where_to_go() {
        Answer page = page();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("<title>Telemed for HAPI FHIR: the demo</title>", "href=\"" + root() + "/fhir/metadata\"")
                .contains("visit-in-progress", "visit-eve", "$create-telemed-room", "README.md")
                .doesNotContain("{{", "<script", "onload", "onclick", "javascript:");
    }

    @ParameterizedTest
    @EnumSource
    void every_user_is_there(DemoClient client) {
        assertThat(page().body())
                .contains("<tr><td>" + client.id() + "</td><td>"
                        + client.profile().orElse("a program") + "</td>");
    }

    @Test
    void it_may_load_and_run_nothing_but_its_own_style() throws Exception {
        Answer page = page();
        String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "';")
                .contains("frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    /** Programs hear at the root what every server of this project says there. */
    @ParameterizedTest
    @CsvSource({
        "GET, /, */*",
        "GET, /, application/json",
        "POST, /, text/html",
        "GET, /index.html, text/html",
        "GET, //, text/html"
    })
    void nothing_else_is_a_page(String method, String path, String accept) {
        Answer answer = send(request(path, "").header("Accept", accept).method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("<html");
    }

    private static Answer page() {
        return send(request("/", "").header("Accept", BROWSER).GET());
    }
}
