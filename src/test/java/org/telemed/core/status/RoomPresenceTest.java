package org.telemed.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.VISIT;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;

class RoomPresenceTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final TelemedException DOWN = TelemedException.because(Reason.PROVIDER_DOWN, "Down.");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomId room =
            provider.opened("visit-1", InMemoryVideoProvider.CALLBACK).id();
    private RoomPresence presence = presence(false, 0);

    private RoomPresence presence(boolean hasEvents, int watchedVisits) {
        return new RoomPresence(provider, clock, hasEvents, new RoomPresence.Watched() {
            @Override
            public boolean isWatched(EncounterId encounter) {
                return watchedVisits > 0;
            }

            @Override
            public int number() {
                return watchedVisits;
            }
        });
    }

    @Test
    void the_vendor_is_asked_for_every_stay_until_it_has_answered_once() {
        provider.failNext(DOWN);
        for (int i = 0; i < 3; i++) {
            stays();
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(provider.calls()).containsExactly("everyStay " + room, "everyStay " + room, "connected " + room);
    }

    @Test
    void a_list_of_the_connected_does_not_stand_for_one_of_every_stay_that_failed() {
        provider.joined(room, "user-jane");
        provider.left(room, "user-jane");
        provider.beforeNext(() -> {
            presence.observed(room, List.of(), clock.instant());
            throw DOWN;
        });
        assertThat(stays()).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(stays()).extracting(Stay::end).containsExactly(Optional.of(NOON));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0, PT5S",
        "false, 1, PT5S",
        "false, 50, PT5S",
        "false, 51, PT5.1S",
        "false, 200, PT20S",
        "true, 0, PT5S",
        "true, 200, PT3M"
    })
    void the_more_visits_are_watched_without_callbacks_the_less_often_the_vendor_is_asked_for_each(
            boolean hasEvents, int watchedVisits, Duration interval) {
        presence = presence(hasEvents, watchedVisits);
        stays();
        Instant stale = presence.staleAt(VISIT, room);
        assertThat(stale).isEqualTo(NOON.plus(interval));
        clock.set(stale.minusMillis(1));
        stays();
        assertThat(provider.calls()).hasSize(1);
        clock.set(stale);
        stays();
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void in_a_room_that_the_vendor_reports_as_ended_nobody_is() {
        provider.joined(room, "user-jane");
        assertThat(stays()).noneMatch(Stay::isOver);
        presence.received(new RoomEvent(RoomEvent.Kind.ROOM_ENDED, room, "visit-1", clock.instant(), Optional.empty()));
        assertThat(stays()).hasSize(1).allMatch(Stay::isOver);
    }

    @Test
    void who_left_is_not_back_by_a_list_that_still_has_them() {
        RoomParticipant jane = provider.joined(room, "user-jane");
        stays();
        clock.advance(Duration.ofSeconds(2));
        presence.received(event(RoomEvent.Kind.LEFT, jane));
        presence.observed(room, List.of(jane), NOON.plusSeconds(1));
        assertThat(stays()).extracting(Stay::end).containsExactly(Optional.of(NOON.plusSeconds(2)));
    }

    @Test
    void a_late_report_of_a_join_changes_nothing_of_a_stay_that_is_known() {
        RoomParticipant jane = provider.joined(room, "user-jane");
        stays();
        clock.advance(Duration.ofSeconds(1));
        presence.received(event(RoomEvent.Kind.JOINED, jane));
        assertThat(stays()).extracting(Stay::joinedAt).containsExactly(Optional.of(NOON));
    }

    @Test
    void a_stay_ends_when_we_disconnect_it_unless_it_was_over_before() {
        RoomParticipant jane = provider.joined(room, "user-jane");
        stays();
        clock.advance(Duration.ofSeconds(1));
        presence.disconnected(room, jane.id());
        clock.advance(Duration.ofSeconds(1));
        presence.disconnected(room, jane.id());
        assertThat(stays()).extracting(Stay::end).containsExactly(Optional.of(NOON.plusSeconds(1)));
    }

    @Test
    void what_is_done_through_the_tracking_provider_reaches_the_vendor_and_is_known_at_once() {
        presence = presence(true, 1);
        PresenceTrackingProvider tracking = new PresenceTrackingProvider(provider, presence, clock);
        stays();
        RoomParticipant jane = provider.joined(room, "user-jane");
        RoomParticipant adam = provider.joined(room, "user-adam");
        assertThat(tracking.connected(room)).containsExactly(jane, adam);
        assertThat(connected()).containsExactly("user-jane", "user-adam");

        tracking.disconnect(room, jane.id());
        assertThat(provider.inside(room)).containsExactly("user-adam");
        assertThat(connected()).containsExactly("user-adam");

        tracking.complete(room);
        assertThat(provider.isOpen(room)).isFalse();
        assertThat(connected()).isEmpty();
    }

    private Collection<Stay> stays() {
        return presence.stays(VISIT, room);
    }

    private List<String> connected() {
        return stays().stream()
                .filter(stay -> !stay.isOver())
                .map(Stay::identity)
                .toList();
    }

    private RoomEvent event(RoomEvent.Kind kind, RoomParticipant who) {
        RoomEvent.Stay stay = new RoomEvent.Stay(who.id(), who.identity());
        return new RoomEvent(kind, room, "visit-1", clock.instant(), Optional.of(stay));
    }
}
