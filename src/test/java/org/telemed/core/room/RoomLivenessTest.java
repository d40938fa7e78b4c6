package org.telemed.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

class RoomLivenessTest {
    private static final EncounterId VISIT = new EncounterId("visit-1");

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomLiveness liveness = new RoomLiveness(
            provider,
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId),
            clock);
    private RoomId room;

    @BeforeEach
    void openARoom() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
    }

    @Test
    void a_room_that_surely_lives_costs_no_call() {
        liveness.isInProgress(room, VISIT, "1");
        clock.advance(Duration.ofMinutes(60).minusSeconds(10).minusMillis(1));
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void a_room_that_may_be_gone_costs_one_call() {
        clock.advance(Duration.ofMinutes(60).minusSeconds(10));
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).containsExactly("find " + room);
    }

    @Test
    void what_was_read_is_remembered_for_half_a_minute() {
        clock.advance(Duration.ofMinutes(60).minusSeconds(9));
        liveness.isInProgress(room, VISIT, "1");
        clock.advance(Duration.ofMillis(29_999));
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void a_room_never_heard_of_costs_one_call_and_is_then_trusted_for_as_long_as_it_lives() {
        RoomId other =
                provider.opened("visit-2", InMemoryVideoProvider.CALLBACK).id();
        assertThat(liveness.isInProgress(other, new EncounterId("visit-2"), "1"))
                .isTrue();
        clock.advance(Duration.ofMinutes(59));
        assertThat(liveness.isInProgress(other, new EncounterId("visit-2"), "1"))
                .isTrue();
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void what_was_opened_counts_from_when_its_encounter_documents_it() {
        Room opened = provider.opened("visit-2", InMemoryVideoProvider.CALLBACK);
        EncounterId encounter = new EncounterId("visit-2");
        liveness.opened(opened);
        assertThat(liveness.isInProgress(opened.id(), encounter, "7")).isTrue();
        assertThat(provider.calls()).containsExactly("find " + opened.id());
        liveness.rememberDocumented(opened.id(), "8");
        assertThat(liveness.isInProgress(opened.id(), encounter, "8")).isTrue();
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void what_was_ended_before_its_encounter_documents_it_does_not_count() {
        Room opened = provider.opened("visit-2", InMemoryVideoProvider.CALLBACK);
        liveness.opened(opened);
        liveness.ended(opened.id());
        provider.ended(opened.id());
        liveness.rememberDocumented(opened.id(), "1");
        assertThat(liveness.isInProgress(opened.id(), new EncounterId("visit-2"), "1"))
                .isFalse();
    }

    @Test
    void another_version_of_the_encounter_is_another_look_for_its_room_may_have_been_ended_between_them() {
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(liveness.isInProgress(room, VISIT, "2")).isTrue();
        assertThat(liveness.isInProgress(room, VISIT, "2")).isTrue();
        assertThat(provider.calls()).containsExactly("find " + room);
        provider.ended(room);
        assertThat(liveness.isInProgress(room, VISIT, "4")).isFalse();
    }

    @Test
    void a_room_that_lapsed_does_not_live() {
        clock.advance(Duration.ofMinutes(60));
        assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
    }

    @Test
    void a_room_that_was_ended_is_forgotten() {
        provider.ended(room);
        liveness.ended(room);
        assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
    }

    @Test
    void a_room_that_the_vendor_does_not_know_does_not_live() {
        assertThat(liveness.isInProgress(new RoomId("RM-of-another-account"), VISIT, "1"))
                .isFalse();
    }

    @Test
    void somebody_elses_room_does_not_live_for_us() {
        RoomId foreign =
                provider.opened("visit-2", "https://other.example/callback").id();
        assertThat(liveness.isInProgress(foreign, new EncounterId("visit-2"), "1"))
                .isFalse();
    }

    @Test
    void another_encounters_room_does_not_live_for_this_one_however_well_known() {
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(liveness.isInProgress(room, new EncounterId("visit-2"), "1")).isFalse();
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
    }

    @Test
    void a_vendor_that_does_not_answer_says_nothing_about_a_room() {
        clock.advance(Duration.ofMinutes(60));
        TelemedException failure = TelemedException.because(Reason.PROVIDER_DOWN, "down");
        provider.failNext(failure);
        assertThatThrownBy(() -> liveness.isInProgress(room, VISIT, "1")).isSameAs(failure);
    }

    @Test
    void only_so_many_rooms_are_remembered_and_the_least_used_is_forgotten_first() {
        for (int number = 0; number < 20_000; number++) {
            liveness.opened(provider.opened("other-" + number, InMemoryVideoProvider.CALLBACK));
        }
        assertThat(provider.calls()).isEmpty();
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).containsExactly("find " + room);
    }

    @Test
    void a_room_that_is_seen_to_have_ended_is_forgotten_for_every_version_of_its_encounter() {
        provider.ended(room);
        assertThat(liveness.isInProgress(room, VISIT, "2")).isFalse();
        assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
        assertThat(liveness.isDocumented(room)).isFalse();
    }

    @Test
    void a_room_that_a_list_lacks_is_looked_at_again() {
        clock.advance(Duration.ofSeconds(1));
        liveness.retainOnly(List.of(), clock.instant());
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).containsExactly("find " + room);
    }

    @Test
    void a_room_that_a_list_has_is_trusted_as_before() {
        Room listed = provider.listInProgress(Optional.empty()).rooms().get(0);
        provider.forgetCalls();
        clock.advance(Duration.ofSeconds(1));
        liveness.retainOnly(List.of(listed), clock.instant());
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void a_room_that_was_seen_after_the_list_began_need_not_be_in_it() {
        liveness.retainOnly(List.of(), clock.instant());
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        assertThat(provider.calls()).isEmpty();
    }
}
