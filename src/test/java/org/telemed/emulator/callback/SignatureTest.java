package org.telemed.emulator.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The signature, against the example in Twilio's documentation and Twilio's own check. */
class SignatureTest {

    private static final String URL = "https://example.com/myapp.php?foo=1&bar=2";
    private static final Map<String, String> PARAMETERS = Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675310",
            "Digits", "1234",
            "From", "+14158675310",
            "To", "+18005551212");

    @Test
    void it_is_the_one_that_twilio_gives_as_an_example() {
        assertThat(new Signature("12345").of(URL, PARAMETERS)).isEqualTo("L/OH5YylLD5NRKLltdqwSvS0BnU=");
    }

    @Test
    void twilios_validator_accepts_it() {
        String signature = new Signature("secret").of(URL, PARAMETERS);
        assertThat(new RequestValidator("secret").validate(URL, PARAMETERS, signature))
                .isTrue();
        assertThat(new RequestValidator("other").validate(URL, PARAMETERS, signature))
                .isFalse();
    }
}
