package org.telemed.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.twilio.SignedForm;

/** Twilio's way in: without an access token, at exactly one path, by POST alone. */
class CallbackEndpointTest extends DemoServer {
    private static final String PATH = "/telemed/twilio/callback";
    private static final String AUTH_TOKEN = "demo-auth-token";

    @Test
    void a_signed_report_is_taken_without_an_access_token() {
        Answer answer = report(SignedForm.of("room-ended"), root() + PATH, AUTH_TOKEN);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void what_anybody_else_signed_is_refused() {
        assertThat(report(SignedForm.of("room-ended"), root() + PATH, "guessed").status())
                .isEqualTo(403);
        assertThat(report(SignedForm.of("room-ended"), "http://evil.example" + PATH, AUTH_TOKEN)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_access_token_is_no_signature() {
        assertThat(send("POST", PATH, tokenOf("clinic"), "application/x-www-form-urlencoded", BodyPublishers.noBody())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void other_methods_are_405() {
        assertThat(get(PATH, "").status()).isEqualTo(405);
        assertThat(send("PUT", PATH, "", "text/plain", BodyPublishers.noBody()).status())
                .isEqualTo(405);
        assertThat(get(PATH, tokenOf("clinic")).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH + "/", PATH + "/x", "/telemed/twilio", "/telemed/twilio/callback;x"})
    void no_other_path_is_open(String path) {
        assertThat(post(path, "", "{}").status()).isIn(400, 401);
    }

    private static Answer report(SignedForm form, String url, String authToken) {
        return send(request(PATH, "")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", form.signature(url, authToken))
                .POST(BodyPublishers.ofString(form.encoded())));
    }
}
