package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.attacks.RawHttp.Reply;
import org.telemed.server.SmartLaunch;

/**
 * A page or a link brings a user's browser to the demo's issuer, with an authorization request of its own making: to have
 * the code sent elsewhere, to do without PKCE, to get more than the user has, or to put something into the sign-in page.
 */
public interface ForgedAuthorizationRequests extends Acceptance {

    String MARKUP = "\"><script>alert(1)</script><input value='";

    private SmartLaunch launch() {
        return new SmartLaunch(host().http());
    }

    /** Each with a user who would sign in at once. What follows the port of the root stays as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/console/",
                "http://evil.example/console/",
                "//evil.example/console/",
                "{root}/console",
                "{root}/console/#",
                "{root}/console/?",
                "{root}/console/?next=https://evil.example",
                "{root}/console/../fhir/",
                "{root}/console/index.html",
                "{root}/console//",
                "{root}/CONSOLE/",
                "{root}@evil.example/console/",
                "{root}.evil.example/console/",
                "{root}%40evil.example/console/",
                "{root}/console/%0d%0aSet-Cookie:%20a=b",
                "{root}\\console/",
                " {root}/console/",
                "{root}/console/ ",
                "http://127.0.0.1:1/console/",
                "http://127.0.0.1:{port}/console/",
                "http://[::1]:{port}/console/",
                "http://localhost/console/",
                "http://localhost:1/console/",
                "javascript:alert(1)",
                "data:text/html,hello",
                ""
            })
    default void no_other_redirect_uri_is_redirected_to(String uri) {
        String root = host().http().root();
        String target = uri.replace("{root}", root).replace("{port}", root.substring(root.lastIndexOf(':') + 1));
        assertShownToTheUser(launch().with("redirect_uri", target).signsIn("adam"));
    }

    @Test
    default void a_request_without_redirect_uri_is_not_redirected() {
        assertShownToTheUser(launch().without("redirect_uri").signsIn("adam"));
        assertShownToTheUser(
                launch().without("redirect_uri").with("scope", "user/*.rs").signsIn("adam"));
    }

    /** Among them those that have a secret: none of them may sign users in. */
    @ParameterizedTest
    @ValueSource(strings = {"adam", "clinic", "nobody", "TELEMED-CONSOLE", "telemed-console ", "<b>x</b>", ""})
    default void another_client_signs_nobody_in(String client) {
        assertShownToTheUser(launch().with("client_id", client).signsIn("adam"));
        assertShownToTheUser(launch().with("client_id", client)
                .with("redirect_uri", "https://evil.example/")
                .signsIn("adam"));
    }

    /** Refused before the user is asked, and with a user at hand: the app is told, and gets no code. */
    @ParameterizedTest
    @CsvSource({
        "code_challenge, , invalid_request",
        "code_challenge_method, , invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, s256, invalid_request",
        "code_challenge_method, none, invalid_request",
        "aud, , invalid_request",
        "aud, https://evil.example/fhir, invalid_request",
        "aud, {root}, invalid_request",
        "aud, {root}/fhir/, invalid_request",
        "aud, {root}/FHIR, invalid_request",
        "aud, /fhir, invalid_request",
        "aud, {root}/fhir https://evil.example/fhir, invalid_request",
        "scope, , invalid_scope",
        "scope, system/*.cruds, invalid_scope",
        "scope, user/Encounter.dc, invalid_scope",
        "scope, actuator/metrics.r, invalid_scope",
        "scope, <b>x</b>, invalid_scope",
        "response_mode, fragment, invalid_request",
        "response_mode, form_post, invalid_request",
        "request, e30.e30., request_not_supported",
        "launch, xyz, invalid_request",
    })
    default void what_is_not_a_launch_gets_no_code(String parameter, String value, String error) {
        String root = host().http().root();
        SmartLaunch launch = launch();
        if (value == null) {
            launch.without(parameter);
        } else {
            launch.with(parameter, value.replace("{root}", root));
        }
        assertThat(launch.redirect(launch.signsIn("adam")))
                .containsEntry("error", error)
                .containsEntry("state", SmartLaunch.STATE)
                .doesNotContainKey("code");
        if (!parameter.equals("scope") || value == null) {
            assertThat(launch.redirect(launch.without("login_hint").authorizes()))
                    .containsEntry("error", error);
        }
    }

    @ParameterizedTest
    @CsvSource({"response_type, token", "response_type, code id_token", "response_type, ", "request_uri, urn:x:y"})
    default void another_response_is_not_given(String parameter, String value) {
        assertShownToTheUser(
                launch().with(parameter, value == null ? "" : value).signsIn("adam"));
    }

    /** Of two values one check could read the first, and the next the second. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri=https://evil.example/",
                "client_id=adam",
                "aud=https://evil.example/fhir",
                "login_hint=adam",
                "scope=system/*.cruds",
                "state=other",
                "code_challenge=other",
                "code_challenge_method=plain",
                "response_type=token",
                "request_uri=a&request_uri=b",
                "prompt=&prompt=none",
                "something=1&something=2",
                "%63ode_challenge=other"
            })
    default void no_parameter_comes_twice(String more) {
        assertShownToTheUser(launch().with("login_hint", "jane").authorizes("&" + more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=other", "code_verifier=other", "grant_type=client_credentials", "x=1&x=2", "code"})
    default void a_token_request_has_each_parameter_once_and_none_in_its_url(String more) {
        SmartLaunch launch = launch();
        String form =
                "grant_type=authorization_code&client_id=telemed-console&code=&code_verifier=" + launch.verifier();
        for (String target : new String[] {"/oauth2/token", "/oauth2/token?" + more}) {
            Answer answer = host().http()
                    .send(host().http()
                            .request(target, "")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form + "&" + more + "&" + more)));
            assertThat(answer.expecting(400).json().path("error").asText()).isEqualTo("invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "a=%", "a=%zz", "%=a", "grant_type=client_credentials&scope=%2", "response_type=code&state=%e"})
    default void a_form_that_cannot_be_decoded_is_the_client_s_mistake(String form) {
        for (String path : new String[] {"/oauth2/authorize", "/oauth2/token"}) {
            Answer answer = host().http()
                    .send(host().http()
                            .request(path, "")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form)));
            assertThat(answer.status()).as(path + answer).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "login_hint", "nonce", "scope", "ui_locales"})
    default void markup_in_a_parameter_stays_text(String parameter) {
        Answer page =
                launch().with(parameter, MARKUP + "{{content}}").authorizes().expecting(200);
        assertThat(page.body())
                .doesNotContain("<script", "<input value='")
                .contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;input value=&#39;{{content}}");
    }

    @Test
    default void markup_in_the_name_of_a_parameter_stays_text() {
        String name = URLEncoder.encode(MARKUP, StandardCharsets.UTF_8);
        Answer page = launch().authorizes("&" + name + "=x").expecting(200);
        assertThat(page.body()).doesNotContain("<script", "<input value='");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri", "response_type"})
    default void markup_in_what_is_refused_is_not_shown(String parameter) {
        Answer page = launch().with(parameter, MARKUP).signsIn("adam");
        assertShownToTheUser(page);
        assertThat(page.body()).doesNotContain("alert(1)");
    }

    /** The state comes back as it went, and makes no parameter and no header of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"a&code=b", "a#b", "a b+c%20", "ü", "{state}", "a=b;c", "\"><script>"})
    default void the_state_comes_back_as_it_went(String state) {
        SmartLaunch launch = launch().with("state", state);
        assertThat(launch.redirect(launch.signsIn("adam"))).containsEntry("state", state);
        assertThat(launch.redirect(launch.with("aud", "x").signsIn("adam")))
                .containsEntry("state", state)
                .containsOnlyKeys("error", "error_description", "state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "[::1]"})
    default void under_another_host_name_nobody_signs_in(String name) {
        String query = launch().with("login_hint", "adam").query();
        Reply reply = RawHttp.send(
                host(),
                "GET /oauth2/authorize?" + query + " HTTP/1.1\r\nHost: " + name + "\r\nAccept: text/html\r\n"
                        + "Connection: close\r\n\r\n");
        assertThat(reply.status()).isEqualTo(421);
        assertThat(reply.headers()).doesNotContainKey("location");
        assertThat(reply.body()).doesNotContain("<html");
    }

    /** A page of another origin may send a browser there, but reads nothing. */
    @Test
    default void a_page_of_another_origin_reads_no_code() {
        Answer answer = host().http()
                .send(host().http()
                        .request(
                                "/oauth2/authorize?"
                                        + launch().with("login_hint", "adam").query(),
                                "")
                        .header("Origin", "https://evil.example")
                        .GET());
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    /** Spring's consent page would take such a form. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "client_id=telemed-console&state=x", "client_id=telemed-console&scope=user/*.cruds&state=x"})
    default void there_is_no_consent_to_forge(String form) {
        Answer answer = host().http()
                .send(host().http()
                        .request("/oauth2/authorize", "")
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
        assertShownToTheUser(answer);
    }

    @Test
    default void a_program_reads_of_a_refusal_in_json() {
        Answer answer = host().http().get("/oauth2/authorize?response_type=code&client_id=nobody", "");
        assertThat(answer.expecting(400).header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asText()).contains("client_id");
    }

    /** A page that says what is wrong, with nothing in it that leads or runs anywhere. */
    private static void assertShownToTheUser(Answer page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(400);
        assertThat(page.response().headers().map()).doesNotContainKeys("location", "set-cookie");
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'none'");
        assertThat(page.body())
                .contains("<h1>You cannot sign in here</h1>")
                .doesNotContain("<script", "<a ", "<form", "Exception", "org.springframework", "{{");
    }
}
