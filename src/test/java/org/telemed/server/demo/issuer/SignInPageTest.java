package org.telemed.server.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;
import org.telemed.server.SmartLaunch;

class SignInPageTest extends DemoServer {

    private final SmartLaunch launch = new SmartLaunch(http());

    @ParameterizedTest
    @EnumSource
    void each_user_is_one_click_away(DemoClient user) {
        String page = launch.authorizes().expecting(200).body();
        assertThat(page)
                .contains("<button name=\"login_hint\" value=\"" + user.id() + "\">")
                .contains(HtmlUtils.htmlEscape(user.displayName()), HtmlUtils.htmlEscape(user.description()))
                .contains("no password");
        assertThat(launch.redirect(browse(formOf(page) + "&login_hint=" + user.id())))
                .containsKey("code")
                .containsEntry("state", SmartLaunch.STATE);
    }

    @ParameterizedTest
    @EnumSource
    void a_user_is_called_as_in_the_test_data(DemoClient user) throws Exception {
        String data = new ClassPathResource("test-data/demo.json").getContentAsString(StandardCharsets.UTF_8);
        if (user.profile().isPresent()) {
            assertThat(data).contains("\"" + user.displayName() + "\"");
        }
    }

    @Test
    void it_is_a_page_that_a_browser_and_a_screen_reader_know() {
        Answer page = launch.authorizes().expecting(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("<html lang=\"en\">", "<title>Sign in to the demo", "<main>", "<h1>Sign in to the demo</h1>")
                .contains("name=\"viewport\"", ":focus-visible")
                .doesNotContain("{{", "tabindex", "autofocus");
    }

    @Test
    void it_runs_nothing_and_its_form_leads_nowhere_else() {
        Answer page = launch.authorizes().expecting(200);
        assertThat(page.body()).doesNotContain("<script", "javascript:", "onclick", "onload", "<img", "<link");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .endsWith("; base-uri 'none'; form-action 'self' " + root() + "; frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_user_whom_the_demo_does_not_have_is_named_and_the_others_are_there() {
        Answer page = launch.signsIn("zoe").expecting(200);
        assertThat(page.body())
                .contains("role=\"alert\">The demo has no user “zoe”", "value=\"adam\"")
                .doesNotContain("value=\"zoe\"");
    }

    @Test
    void head_is_answered_as_get_is() {
        Answer head = send(request("/oauth2/authorize?" + launch.query(), "").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/html");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /oauth2/authorize, 'GET, HEAD, POST'",
        "DELETE, /oauth2/authorize, 'GET, HEAD, POST'",
        "OPTIONS, /oauth2/authorize, 'GET, HEAD, POST'",
        "GET, /oauth2/token, POST",
        "HEAD, /oauth2/token, POST",
        "POST, /oauth2/jwks, 'GET, HEAD'",
        "POST, /.well-known/openid-configuration, 'GET, HEAD'",
    })
    void other_methods_are_refused(String method, String path, String allowed) {
        Answer answer = send(request(path, "").header("Accept", "text/html").method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.response().headers().map()).doesNotContainKey("set-cookie");
        assertThat(answer.body()).doesNotContain("<html");
    }

    /** What a browser would send for the form: a field for each input. */
    private static String formOf(String page) {
        return Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
                .matcher(page)
                .results()
                .map(input -> input.group(1) + "="
                        + URLEncoder.encode(HtmlUtils.htmlUnescape(input.group(2)), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Answer browse(String query) {
        return send(request("/oauth2/authorize?" + query, "").GET());
    }
}
