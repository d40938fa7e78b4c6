package org.telemed.plugin.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.telemed.core.audit.InMemoryAuditTrail;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomEvent.Kind;
import org.telemed.core.video.RoomEventReader;
import org.telemed.twilio.SignedForm;
import org.telemed.twilio.callback.TwilioCallbacks;
import org.telemed.twilio.http.TwilioAccount;

class CallbackServletTest {
    private static final String URL = "https://telemed.example/telemed/twilio/callback";
    private static final String TOKEN = "demo-auth-token";
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    private static final String ZEROS = "0".repeat(32);

    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final List<RoomEvent> reported = new ArrayList<>();
    private Optional<RoomEventReader> callbacks = TwilioCallbacks.of(
                    new TwilioAccount(
                            "AC" + ZEROS, "SK" + ZEROS, "secret-of-32-characters-and-more", Optional.of(TOKEN)),
                    URI.create(URL))
            .map(RoomEventReader.class::cast);
    private final CallbackServlet servlet = new CallbackServlet(() -> callbacks, reported::add, () -> trail);

    @Test
    void a_signed_report_is_taken() throws Exception {
        MockHttpServletResponse answer = to(signed(SignedForm.of("room-ended")));
        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getContentAsByteArray()).isEmpty();
        assertThat(reported).singleElement().returns(Kind.ROOM_ENDED, RoomEvent::kind);
    }

    @Test
    void the_host_of_a_request_decides_nothing() throws Exception {
        MockHttpServletRequest request = signed(SignedForm.of("room-ended"));
        request.setServerName("10.0.0.7");
        request.addHeader("Host", "evil.example");
        request.addHeader("X-Forwarded-Host", "evil.example");
        assertThat(to(request).getStatus()).isEqualTo(204);
    }

    @Test
    void what_is_signed_and_nothing_to_us_is_taken_and_dropped() throws Exception {
        assertThat(to(signed(SignedForm.of("track-added"))).getStatus()).isEqualTo(204);
        assertThat(reported).isEmpty();
    }

    @Test
    void without_a_signature_nothing_is_done() throws Exception {
        MockHttpServletRequest request = signed(SignedForm.of("room-ended"));
        request.removeHeader(TwilioCallbacks.SIGNATURE_HEADER);
        assertThat(to(request).getStatus()).isEqualTo(403);
        assertThat(trail.entries()).containsExactly("callback-refused");
        assertThat(reported).isEmpty();
    }

    @Test
    void with_a_wrong_signature_nothing_is_done() throws Exception {
        MockHttpServletRequest request = signed(SignedForm.of("room-ended"));
        request.setContent("RoomSid=x".getBytes(StandardCharsets.UTF_8));
        assertThat(to(request).getStatus()).isEqualTo(403);
        assertThat(trail.entries()).containsExactly("callback-refused");
        assertThat(reported).isEmpty();
    }

    @Test
    void our_own_failure_is_not_twilios() throws Exception {
        CallbackServlet failing = new CallbackServlet(
                () -> callbacks,
                report -> {
                    throw new IllegalStateException("database");
                },
                () -> trail);
        MockHttpServletResponse answer = new MockHttpServletResponse();
        failing.service(signed(SignedForm.of("room-ended")), answer);
        assertThat(answer.getStatus()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void only_a_post_is_a_report(String method) throws Exception {
        MockHttpServletRequest request = signed(SignedForm.of("room-ended"));
        request.setMethod(method);
        MockHttpServletResponse answer = to(request);
        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("POST");
        assertThat(reported).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json",
                "application/x-www-form-urlencoded-ish",
                "multipart/form-data"
            })
    void only_a_form_is_a_report(String type) throws Exception {
        MockHttpServletRequest request = signed(SignedForm.of("room-ended"));
        request.setContentType(type.isEmpty() ? null : type);
        assertThat(to(request).getStatus()).isEqualTo(415);
        assertThat(reported).isEmpty();
    }

    @Test
    void a_report_may_be_64_kb_long_and_no_longer() throws Exception {
        int rest =
                CallbackServlet.LONGEST - SignedForm.of("room-ended").encoded().length() - "&X=".length();
        assertThat(to(signed(SignedForm.of("room-ended").with("X", "x".repeat(rest))))
                        .getStatus())
                .isEqualTo(204);
        assertThat(reported).hasSize(1);
        assertThat(to(signed(SignedForm.of("room-ended").with("X", "x".repeat(rest + 1))))
                        .getStatus())
                .isEqualTo(413);
        assertThat(reported).hasSize(1);
    }

    @Test
    void telemed_that_is_not_configured_takes_no_reports() throws Exception {
        callbacks = Optional.empty();
        assertThat(to(signed(SignedForm.of("room-ended"))).getStatus()).isEqualTo(503);
    }

    private MockHttpServletResponse to(MockHttpServletRequest request) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        servlet.service(request, response);
        return response;
    }

    private static MockHttpServletRequest signed(SignedForm form) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/telemed/twilio/callback");
        request.setContentType(FORM);
        request.setContent(form.encoded().getBytes(StandardCharsets.UTF_8));
        request.addHeader(TwilioCallbacks.SIGNATURE_HEADER, form.signature(URL, TOKEN));
        return request;
    }
}
