package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What HAPI sees of headers that it would fail at. */
class CanonicalRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            return=minimal                              | return=minimal
            return="representation"                     | return=representation
            Return = OperationOutcome                   | return=OperationOutcome
            return=minimal, return=representation       | return=minimal
            respond-async; return=minimal               | respond-async, return=minimal
            return, return=minimal                      | return=minimal
            handling=strict, foo, wait=10               | handling=strict
            return                                      | ''
            return=                                     | ''
            return=x                                    | ''
            ;;,=                                        | ''
            """)
    void preferences_are_in_one_line(String sent, String seen) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Prefer", sent);
        CanonicalRequest canonical = new CanonicalRequest(request);
        assertThat(canonical.getHeader("prefer")).isEqualTo(seen.isEmpty() ? null : seen);
        assertThat(Collections.list(canonical.getHeaders("Prefer"))).hasSize(seen.isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', true",
        "foo, false",
        "2020-01-01, false",
        "'', false",
    })
    void a_date_is_one_or_is_not_seen(String date, boolean isSeen) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("If-Modified-Since", date.isEmpty() ? " " : date);
        CanonicalRequest canonical = new CanonicalRequest(request);
        assertThat(canonical.getHeader("if-modified-since")).isEqualTo(isSeen ? date : null);
        assertThat(canonical.getHeaders("If-Modified-Since").hasMoreElements()).isEqualTo(isSeen);
    }
}
