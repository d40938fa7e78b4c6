package org.telemed.hapi.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.core.SettableClock;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditQueue;
import org.telemed.core.audit.AuditStore;
import org.telemed.core.audit.QueuedAuditTrail;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.hapi.audit.AuditEntryJson;
import org.telemed.hapi.audit.FileAuditSpill;
import org.telemed.hapi.audit.RequestActors;

@ExtendWith(OutputCaptureExtension.class)
class RequestAuditTest {
    private static final Caller JANE = new Caller(
            "https://issuer.example",
            "jane",
            Optional.of(new ResourceReference("Patient", "jane-doe")),
            Optional.of("access-1"));

    @Test
    void no_token_is_in_an_entry_the_file_or_the_log(@TempDir Path directory, CapturedOutput log) throws IOException {
        Clock clock = SettableClock.at("2030-01-01T10:00:00Z");
        AuditQueue<AuditEntry> queue = new AuditQueue<>(
                10,
                AuditStore.of(entry -> {
                    assertThat(entry.toString()).contains("SK1-1").doesNotContain("header", "payload", "signature");
                    throw new IllegalStateException(entry.toString());
                }),
                new FileAuditSpill<>(directory, "audit.jsonl", 10_000, new AuditEntryJson()),
                clock);
        RequestAudit audit =
                new RequestAudit(new QueuedAuditTrail(queue, clock), new RequestActors(request -> Optional.of(JANE)));
        VideoToken token =
                new VideoToken("header.payload.signature", "SK1-1", new RoomId("RM1"), "jane", clock.instant());
        audit.tokenSent(request(), JANE, new EncounterId("visit-1"), token);
        audit.refused(AuditKind.TOKEN_REFUSED, request(), Optional.empty(), Reason.LOGIN_REQUIRED);
        queue.close();
        assertThat(Files.readString(directory.resolve("audit.jsonl")))
                .contains("SK1-1", "192.0.2.7", "Patient/jane-doe", "access-1", "login-required")
                .doesNotContain("header", "payload", "signature", "bearer-of-jane");
        assertThat(log.getAll()).doesNotContain("header", "payload", "signature", "bearer-of-jane", "jane");
    }

    private static ServletRequestDetails request() {
        MockHttpServletRequest http = new MockHttpServletRequest();
        http.setRemoteAddr("192.0.2.7");
        http.addHeader("Authorization", "Bearer bearer-of-jane");
        ServletRequestDetails request = new ServletRequestDetails();
        request.setServletRequest(http);
        return request;
    }
}
