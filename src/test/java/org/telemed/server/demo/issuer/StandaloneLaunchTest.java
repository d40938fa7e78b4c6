package org.telemed.server.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;
import org.telemed.server.SmartLaunch;

/** The visit console signs its user in by SMART App Launch 2.2, standalone. */
class StandaloneLaunchTest extends DemoServer {

    @Autowired
    private OAuth2AuthorizationService codes;

    private final SmartLaunch launch = new SmartLaunch(http());

    @ParameterizedTest
    @CsvSource({
        "adam, user/*.cruds openid profile fhirUser, Practitioner/adam-careful, ",
        "jane, patient/*.rs openid profile fhirUser launch/patient, Patient/jane-doe, jane-doe",
        "tablet, user/Encounter.rs openid profile fhirUser, Device/home-tablet, ",
        "guardian, user/Encounter.rs openid profile fhirUser, RelatedPerson/john-doe, ",
        "eve, user/*.rs openid profile fhirUser, Practitioner/eve-outsider, ",
        "clinic, openid profile, , ",
    })
    void each_user_signs_in_with_what_they_have(String user, String scope, String profile, String patient)
            throws IOException {
        Map<String, String> redirect = launch.redirect(launch.signsIn(user));
        assertThat(redirect).containsEntry("state", SmartLaunch.STATE).containsOnlyKeys("code", "state");
        JsonNode response =
                launch.exchanges(redirect.get("code")).expecting(200).json();
        assertThat(response.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(words(response.path("scope").asText())).isEqualTo(words(scope));
        assertThat(response.path("patient").asText(null)).isEqualTo(patient);
        JsonNode idToken = claims(response.path("id_token").asText());
        assertThat(idToken.path("iss").asText()).isEqualTo(root());
        assertThat(idToken.path("sub").asText()).isEqualTo(user);
        assertThat(idToken.path("aud").asText()).isEqualTo(SmartLaunch.CLIENT);
        assertThat(idToken.path("fhirUser").asText(null))
                .isEqualTo(profile == null ? null : root() + "/fhir/" + profile);
        assertThat(idToken.path("name").asText()).isEqualTo(DemoClient.of(user).displayName());
    }

    /** Nothing that reads an access token has to know in which way its user got it. */
    @ParameterizedTest
    @EnumSource
    void an_access_token_says_the_same_as_that_of_the_client_credentials(DemoClient user) throws IOException {
        JsonNode here = claims(accessToken(launch.tokensOf(user.id())));
        JsonNode there = claims(tokenOf(user.id()));
        for (String claim : List.of("iss", "sub", "aud", "fhirUser")) {
            assertThat(here.path(claim)).as(claim).isEqualTo(there.path(claim));
        }
        assertThat(here.has("patient")).isFalse();
    }

    @Test
    void it_reads_what_its_user_may_read() {
        String adam = accessToken(launch.tokensOf("adam"));
        assertThat(get("/fhir/Encounter/visit-eve", adam).status()).isEqualTo(200);
        String jane = accessToken(launch.tokensOf("jane"));
        assertThat(get("/fhir/Encounter/visit-in-progress", jane).status()).isEqualTo(200);
        assertThat(get("/fhir/Encounter/visit-eve", jane).status()).isEqualTo(404);
        assertThat(post("/fhir/Encounter/visit-in-progress/$telemed-token", jane, "")
                        .status())
                .isEqualTo(200);
        String clinic = accessToken(launch.tokensOf("clinic"));
        assertThat(get("/fhir/Encounter/visit-in-progress", clinic).status()).isEqualTo(403);
    }

    @Test
    void two_windows_of_one_browser_have_two_users() {
        SmartLaunch other = new SmartLaunch(http());
        String adam = launch.codeFor("adam");
        String jane = other.codeFor("jane");
        assertThat(launch.exchanges(adam).json().path("scope").asText()).contains("user/*.cruds");
        assertThat(other.exchanges(jane).json().path("scope").asText()).contains("patient/*.rs");
        for (Answer answer :
                List.of(launch.signsIn("adam"), launch.without("login_hint").authorizes())) {
            assertThat(answer.response().headers().map()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void a_token_outlasts_a_visit_and_there_is_no_refresh_token() {
        JsonNode response = launch.tokensOf("adam").json();
        assertThat(response.path("expires_in").asInt()).isBetween(28_000, 28_800);
        assertThat(response.has("refresh_token")).isFalse();
    }

    @Test
    void token_responses_are_not_to_be_kept() {
        Answer answer = launch.tokensOf("adam");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "adam, user/Encounter.r, user/Encounter.r",
        "adam, user/Encounter.read user/Encounter.rs, user/Encounter.rs",
        "adam, user/Observation.rs?category=vital-signs, user/Observation.rs?category=vital-signs",
        "adam, system/*.cruds user/*.rs, user/*.rs",
        "jane, patient/Encounter.cruds, patient/Encounter.rs",
        "jane, patient/*.*, patient/*.rs",
        "eve, user/Encounter.cruds user/*.r, user/Encounter.rs user/*.r",
        "tablet, user/*.cruds, user/Encounter.rs",
        "adam, user/*.rs launch/patient offline_access online_access actuator/metrics.r, user/*.rs",
        "clinic, openid actuator/metrics.r system/*.cruds, openid system/*.cruds",
    })
    void of_the_scopes_that_it_asks_for_it_gets_those_of_its_user(String user, String requested, String granted)
            throws IOException {
        JsonNode response = launch.with("scope", requested).tokensOf(user).json();
        assertThat(words(response.path("scope").asText())).isEqualTo(words(granted));
        JsonNode claim = claims(response.path("access_token").asText()).path("scope");
        assertThat(claim).hasSameSizeAs(words(granted));
        claim.forEach(scope -> assertThat(words(granted)).contains(scope.asText()));
        assertThat(response.has("id_token")).isEqualTo(words(granted).contains("openid"));
    }

    @Test
    void an_id_token_says_no_more_than_its_scopes_ask_for() throws IOException {
        JsonNode response =
                launch.with("scope", "openid user/*.rs").tokensOf("adam").json();
        JsonNode idToken = claims(response.path("id_token").asText());
        assertThat(idToken.has("fhirUser")).isFalse();
        assertThat(idToken.has("name")).isFalse();
    }

    @Test
    void an_id_token_has_the_nonce_of_its_request_and_opens_nothing() throws IOException {
        String idToken = launch.with("nonce", "n-1")
                .tokensOf("adam")
                .json()
                .path("id_token")
                .asText();
        assertThat(claims(idToken).path("nonce").asText()).isEqualTo("n-1");
        assertThat(get("/fhir/Encounter/visit-in-progress", idToken).status()).isEqualTo(401);
    }

    @Test
    void an_authorization_request_may_be_a_post() {
        Answer answer = launch.with("login_hint", "adam").posts();
        assertThat(launch.exchanges(launch.redirect(answer).get("code")).status())
                .isEqualTo(200);
    }

    @Test
    void a_code_that_is_a_minute_old_gets_nothing() {
        String code = launch.codeFor("adam");
        OAuth2Authorization stored = codes.findByToken(code, new OAuth2TokenType(OAuth2ParameterNames.CODE));
        assertThat(stored).isNotNull();
        OAuth2Authorization.Token<OAuth2AuthorizationCode> issued = stored.getToken(OAuth2AuthorizationCode.class);
        assertThat(issued).isNotNull();
        assertThat(Duration.between(
                        issued.getToken().getIssuedAt(), issued.getToken().getExpiresAt()))
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
        Instant now = Instant.now();
        codes.save(OAuth2Authorization.from(stored)
                .token(new OAuth2AuthorizationCode(code, now.minusSeconds(61), now.minusSeconds(1)))
                .build());
        Answer answer = launch.exchanges(code);
        assertThat(answer.expecting(400).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "none, , login_required",
        "none, zoe, login_required",
    })
    void without_a_user_who_may_not_be_asked_there_is_no_code(String prompt, String hint, String error) {
        SmartLaunch silent = launch.with("prompt", prompt);
        Answer answer = hint == null ? silent.authorizes() : silent.signsIn(hint);
        assertThat(silent.redirect(answer)).containsEntry("error", error).doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "select_account", "login select_account"})
    void a_user_who_is_to_be_asked_is_asked(String prompt) {
        Answer page = launch.with("prompt", prompt).signsIn("adam").expecting(200);
        assertThat(page.body()).contains("value=\"adam\"").doesNotContain("name=\"prompt\"");
    }

    private static String accessToken(Answer response) {
        return response.json().path("access_token").asText();
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
