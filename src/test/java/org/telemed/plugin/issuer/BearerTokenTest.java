package org.telemed.plugin.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.core.error.TelemedException;

class BearerTokenTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir/Encounter/1");
    private Map<String, String[]> inUrl = Map.of();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b-c_d", "bearer a.b-c_d", " BEARER  a.b-c_d "})
    void stands_in_its_header(String header) {
        request.addHeader("Authorization", header);
        assertThat(token()).contains("a.b-c_d");
    }

    @Test
    void stands_nowhere_else() {
        request.setCookies(new Cookie("access_token", "a.b.c"));
        assertThat(token()).isEmpty();
        request.setQueryString("access_token=a.b.c");
        inUrl = Map.of("access_token", new String[] {"a.b.c"});
        assertThatThrownBy(this::token)
                .hasMessageContaining("in the URL does not count")
                .hasMessageNotContaining("a.b.c");
        assertThat(BearerToken.of(request)).isEmpty();
    }

    @Test
    void does_not_stand_in_header_and_url() {
        request.addHeader("Authorization", "Bearer a.b.c");
        request.setQueryString("access_token=a.b.c");
        inUrl = Map.of("access_token", new String[] {"a.b.c"});
        assertThatThrownBy(this::token).hasMessageContaining("another in the URL");
        assertThatThrownBy(() -> BearerToken.of(request)).hasMessageContaining("another in the URL");
    }

    @Test
    void has_the_characters_of_RFC_6750() {
        Pattern syntax = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
        for (char c = '!'; c < 0x180; c++) {
            for (String text : new String[] {"a" + c, c + "a", "" + c, "a" + c + "=", "a=" + c, c + "="}) {
                request.removeHeader("Authorization");
                request.addHeader("Authorization", "Bearer " + text);
                boolean taken;
                try {
                    taken = BearerToken.of(request).isPresent();
                } catch (TelemedException refused) {
                    taken = false;
                }
                assertThat(taken).as(text).isEqualTo(syntax.matcher(text).matches());
            }
        }
    }

    @Test
    void does_not_stand_there_twice() {
        request.addHeader("Authorization", "Bearer a.b.c");
        request.addHeader("Authorization", "Bearer a.b.c");
        assertThatThrownBy(this::token).isInstanceOf(TelemedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Bearer a,Bearer b", "Bearer a=b", "a.b.c"})
    void is_not_anything(String header) {
        request.addHeader("Authorization", header);
        assertThatThrownBy(this::token).isInstanceOf(TelemedException.class).hasMessageNotContaining("a.b.c");
    }

    private Optional<String> token() {
        ServletRequestDetails details = new ServletRequestDetails();
        details.setServletRequest(request);
        details.setParameters(inUrl);
        return BearerToken.of(details);
    }
}
