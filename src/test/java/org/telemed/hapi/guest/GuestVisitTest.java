package org.telemed.hapi.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.guest.Guest;
import org.telemed.core.guest.GuestCookie;
import org.telemed.core.guest.GuestSessions;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.hapi.stream.StatusStreams;

class GuestVisitTest {
    private final ReadTelemedStatus readStatus = mock(ReadTelemedStatus.class);
    private final IssueTelemedToken issueToken = mock(IssueTelemedToken.class);
    private final List<Map<AuditDetail, String>> recorded = new ArrayList<>();
    private final TelemedEvents events = mock(TelemedEvents.class);
    private final GuestVisit visit = new GuestVisit(
            FhirContext.forR4Cached(),
            mock(GuestSessions.class),
            readStatus,
            issueToken,
            roomWrites -> mock(EncounterAccess.class),
            mock(StatusStreams.class),
            new GuestAudit((kind, actor, encounter, details) -> recorded.add(details)),
            events);
    private final Guest guest = new Guest(
            mock(GuestCookie.class),
            new EncounterId("visit-1"),
            new Caller("guests", "ana", Optional.empty(), Optional.empty()),
            Instant.parse("2030-01-01T12:00:00Z"));

    @Test
    void who_is_taken_off_the_list_at_this_moment_is_refused_as_a_moment_later() {
        failWith(Reason.NOT_A_PARTICIPANT);
        assertThat(refusalOfAToken()).isEqualTo(Reason.INVITATION_NOT_FOUND);
        assertThat(refusalOfAStatus()).isEqualTo(Reason.INVITATION_NOT_FOUND);
        assertThat(recorded).containsExactly(Map.of(AuditDetail.REASON, Reason.INVITATION_NOT_FOUND.code()));
    }

    @Test
    void what_guests_ask_is_counted_with_the_rest() {
        when(issueToken.issue(any(), any(), any(), any()))
                .thenReturn(new VideoToken("token", "PA1", new RoomId("RM1"), "guest-1", guest.expires()));
        visit.token(new MockHttpServletRequest(), guest);
        verify(events).tokenIssued();
        failWith(Reason.WAITING);
        refusalOfAToken();
        refusalOfAStatus();
        verify(events).tokenRefused(Reason.WAITING);
        verify(events).statusRefused(Reason.WAITING);
        verifyNoMoreInteractions(events);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"WAITING", "TOO_EARLY", "ENCOUNTER_CLOSED", "PROVIDER_DOWN"})
    void what_the_visit_or_the_vendor_refuses_is_said_as_it_is(Reason reason) {
        failWith(reason);
        assertThat(refusalOfAToken()).isEqualTo(reason);
        assertThat(refusalOfAStatus()).isEqualTo(reason);
    }

    private void failWith(Reason reason) {
        when(readStatus.read(any(), any(), any())).thenThrow(TelemedException.because(reason, "no"));
        when(issueToken.issue(any(), any(), any(), any())).thenThrow(TelemedException.because(reason, "no"));
    }

    private Reason refusalOfAToken() {
        return catchThrowableOfType(TelemedException.class, () -> visit.token(new MockHttpServletRequest(), guest))
                .reason();
    }

    private Reason refusalOfAStatus() {
        return catchThrowableOfType(TelemedException.class, () -> visit.status(guest))
                .reason();
    }
}
