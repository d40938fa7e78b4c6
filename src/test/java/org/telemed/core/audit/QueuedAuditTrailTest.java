package org.telemed.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;

class QueuedAuditTrailTest {
    private static final Optional<EncounterId> VISIT = Optional.of(new EncounterId("visit-1"));

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final List<AuditEntry> stored = new ArrayList<>();
    private final AuditQueue<AuditEntry> queue =
            new AuditQueue<>(1_000, AuditStore.of(stored::add), AuditSpill.none(), clock);
    private final QueuedAuditTrail trail = new QueuedAuditTrail(queue, clock);

    @Test
    void an_entry_says_what_happened_when_where_and_why() {
        refused("eve", "visit-1", "too-early");
        trail.queue().close();
        AuditEntry entry = stored.get(0);
        assertThat(entry.kind()).isEqualTo(AuditKind.TOKEN_REFUSED);
        assertThat(entry.at()).isEqualTo(clock.instant());
        assertThat(entry.actor().userId()).contains("eve");
        assertThat(entry.encounter()).isEqualTo(VISIT);
        assertThat(entry.detail(AuditDetail.REASON)).contains("too-early");
        assertThat(entry.detail(AuditDetail.ROOM)).isEmpty();
    }

    @Test
    void records_every_token() {
        for (int token = 0; token < 100; token++) {
            trail.record(AuditKind.TOKEN_SENT, user("jane"), VISIT, Map.of());
        }
        assertThat(queue.waiting()).isEqualTo(100);
    }

    @Test
    void records_a_few_refusals_of_one_kind_in_a_minute_and_counts_the_others() {
        for (int refusal = 0; refusal < 10; refusal++) {
            refused("eve", "visit-1", "not-a-participant");
        }
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CASE);
        assertThat(trail.omitted()).isEqualTo(10 - RefusalLimit.PER_CASE);
        refused("eve", "visit-2", "not-a-participant");
        refused("eve", "visit-1", "too-early");
        refused("mallory", "visit-1", "not-a-participant");
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CASE + 3);
        clock.advance(Duration.ofMinutes(1));
        refused("eve", "visit-1", "not-a-participant");
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CASE + 4);
    }

    @Test
    void other_visits_and_reasons_do_not_get_a_caller_around_it() {
        for (int visit = 0; visit < 20_000; visit++) {
            refused("eve", "visit-" + visit, "encounter-not-found");
        }
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CALLER);
    }

    @Test
    void everybody_without_a_login_is_one_caller_whatever_their_address() {
        for (int address = 0; address < 1_000; address++) {
            trail.record(
                    AuditKind.CALLBACK_REFUSED,
                    AuditActor.unknown(Optional.of("10.0.0." + address)),
                    Optional.empty(),
                    Map.of());
        }
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CASE);
    }

    @Test
    void other_visits_do_not_get_somebody_without_a_login_around_it() {
        for (int visit = 0; visit < 1_000; visit++) {
            trail.record(
                    AuditKind.TOKEN_REFUSED,
                    AuditActor.unknown(Optional.empty()),
                    Optional.of(new EncounterId("visit-" + visit)),
                    Map.of(AuditDetail.REASON, "login-required"));
        }
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CASE);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN_REFUSED", "ROOM_REFUSED", "END_REFUSED", "CALLBACK_REFUSED"})
    void every_kind_of_refusal_is_limited(AuditKind kind) {
        for (int refusal = 0; refusal < 100; refusal++) {
            trail.record(kind, user("eve"), VISIT, Map.of(AuditDetail.REASON, "not-allowed"));
        }
        assertThat(queue.waiting()).isEqualTo(RefusalLimit.PER_CASE);
    }

    private void refused(String user, String visit, String reason) {
        trail.record(
                AuditKind.TOKEN_REFUSED,
                user(user),
                Optional.of(new EncounterId(visit)),
                Map.of(AuditDetail.REASON, reason));
    }

    private static AuditActor user(String id) {
        return AuditActor.of(
                new Caller("https://issuer.example", id, Optional.empty(), Optional.empty()), Optional.empty());
    }
}
