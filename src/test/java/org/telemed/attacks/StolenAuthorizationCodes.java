package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.server.SmartLaunch;

/** Somebody has the authorization code of another, from a log or a redirect, and wants tokens for it. */
public interface StolenAuthorizationCodes extends Acceptance {

    private SmartLaunch launch() {
        return new SmartLaunch(host().http());
    }

    /** Its length too: the verifier of another launch, a part of the right one, the challenge itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "wrong",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            })
    default void the_verifier_of_another_launch_gets_nothing(String verifier) {
        SmartLaunch launch = launch();
        Map<String, String> request = launch.tokenRequest(launch.codeFor("adam"));
        request.put("code_verifier", verifier);
        assertRefused(launch.asks(request), "invalid_grant");
    }

    @Test
    default void part_of_the_verifier_gets_nothing() {
        SmartLaunch launch = launch();
        Map<String, String> request = launch.tokenRequest(launch.codeFor("adam"));
        request.put("code_verifier", launch.verifier().substring(1));
        assertRefused(launch.asks(request), "invalid_grant");
    }

    @Test
    default void a_code_without_verifier_gets_nothing() {
        SmartLaunch launch = launch();
        Map<String, String> request = launch.tokenRequest(launch.codeFor("adam"));
        request.remove("code_verifier");
        Answer answer = launch.asks(request);
        assertThat(answer.expecting(401).json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(answer.json().has("access_token")).isFalse();
    }

    @Test
    default void a_code_gets_tokens_once() {
        SmartLaunch launch = launch();
        String code = launch.codeFor("adam");
        launch.exchanges(code).expecting(200);
        assertRefused(launch.exchanges(code), "invalid_grant");
        assertRefused(launch.exchanges(code), "invalid_grant");
    }

    @Test
    default void of_many_requests_at_once_one_gets_tokens() {
        for (int round = 0; round < 5; round++) {
            SmartLaunch launch = launch();
            String code = launch.codeFor("adam");
            List<CompletableFuture<Answer>> requests =
                    Stream.generate(() -> launch.exchangesAtOnce(code)).limit(8).toList();
            List<Integer> statuses = requests.stream()
                    .map(CompletableFuture::join)
                    .map(Answer::status)
                    .toList();
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
        }
    }

    /** Another client has a secret of its own, and the verifier too. */
    @Test
    default void another_client_gets_nothing_and_the_code_is_worth_nothing_then() {
        SmartLaunch launch = launch();
        String code = launch.codeFor("adam");
        Map<String, String> request = launch.tokenRequest(code);
        request.remove("client_id");
        assertRefused(launch.asks(request, "eve"), "invalid_grant");
        assertRefused(launch.exchanges(code), "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve", "adam", "telemed-console2", "TELEMED-CONSOLE", "<script>"})
    default void another_client_id_gets_nothing(String client) {
        SmartLaunch launch = launch();
        Map<String, String> request = launch.tokenRequest(launch.codeFor("adam"));
        request.put("client_id", client);
        Answer answer = launch.asks(request);
        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("access_token", "<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, http://localhost/elsewhere, invalid_grant",
        "redirect_uri, , invalid_grant",
        "code, guessed, invalid_grant",
        "code, , invalid_grant",
        "grant_type, refresh_token, invalid_client",
        "grant_type, client_credentials, invalid_client",
        "grant_type, password, invalid_client",
    })
    default void a_token_request_that_is_not_the_launch_s_gets_nothing(String parameter, String value, String error) {
        SmartLaunch launch = launch();
        Map<String, String> request = launch.tokenRequest(launch.codeFor("adam"));
        request.put(parameter, value == null ? "" : value);
        Answer answer = launch.asks(request);
        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
    }

    /** More than the code was given for is not to be had with it. */
    @Test
    default void scopes_of_a_token_request_add_nothing() {
        SmartLaunch launch = launch();
        Map<String, String> request = launch.tokenRequest(launch.codeFor("jane"));
        request.put("scope", "user/*.cruds system/*.cruds");
        Answer answer = launch.asks(request);
        assertThat(answer.expecting(200).json().path("scope").asText())
                .contains("patient/*.rs")
                .doesNotContain("user/", "system/");
    }

    private static void assertRefused(Answer answer, String error) {
        assertThat(answer.expecting(400).json().path("error").asText()).isEqualTo(error);
        assertThat(answer.body()).doesNotContain("access_token");
    }
}
