package org.telemed.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.room.RoomOpener.OpenRoom;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

class RoomOpenerTest {
    private static final EncounterId VISIT = new EncounterId("visit-1");
    private static final String FOREIGN = "https://other.example/callback";

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final List<String> counted = new ArrayList<>();
    private final RoomOpener opener = new RoomOpener(provider, naming, liveness, new TelemedEvents() {
        @Override
        public void roomOpened() {
            counted.add("opened");
        }

        @Override
        public void roomAdopted() {
            counted.add("adopted");
        }

        @Override
        public void roomReplaced() {
            counted.add("replaced");
        }
    });

    @Test
    void opens_a_room_under_the_encounters_name() {
        OpenRoom open = opener.open(VISIT, 7);
        assertThat(open.openedNow()).isTrue();
        assertThat(open.room().name()).isEqualTo("visit-1");
        assertThat(open.asVirtualService(Optional.empty()))
                .isEqualTo(VirtualService.documenting(open.room().id(), 7));
        assertThat(provider.calls()).containsExactly("open visit-1");
    }

    @Test
    void a_room_just_opened_and_documented_is_known_to_live() {
        OpenRoom open = opener.open(VISIT, 7);
        opener.rememberDocumented(open, "1");
        provider.forgetCalls();
        assertThat(liveness.isInProgress(open.room().id(), VISIT, "1")).isTrue();
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void adopts_our_room_that_is_open_already() {
        OpenRoom first = opener.open(VISIT, 7);
        OpenRoom second = opener.open(VISIT, 9);
        assertThat(second.openedNow()).isFalse();
        assertThat(second.room().id()).isEqualTo(first.room().id());
        assertThat(second.asVirtualService(Optional.of(true)).maxParticipants()).contains(7);
    }

    @Test
    void somebody_elses_room_of_that_name_is_left_alone() {
        Room foreign = provider.opened("visit-1", FOREIGN);
        TelemedException refusal = catchThrowableOfType(TelemedException.class, () -> opener.open(VISIT, 7));
        assertThat(refusal.reason()).isEqualTo(Reason.ROOM_NAME_TAKEN);
        assertThat(provider.find(foreign.id())).get().returns(true, Room::inProgress);
        assertThat(provider.calls()).noneMatch(call -> call.startsWith("complete"));
    }

    @Test
    void a_room_that_ends_just_before_it_is_adopted_is_replaced() {
        Room before = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        provider.beforeNext(() -> {});
        provider.beforeNext(() -> provider.ended(before.id()));
        OpenRoom open = opener.open(VISIT, 7);
        assertThat(open.openedNow()).isTrue();
        assertThat(open.room().id()).isNotEqualTo(before.id());
    }

    @Test
    void a_name_that_is_taken_again_and_again_and_seen_never_is_given_up() {
        Room first = provider.opened("visit-1", FOREIGN);
        Room[] second = new Room[1];
        provider.beforeNext(() -> {});
        provider.beforeNext(() -> provider.ended(first.id()));
        provider.beforeNext(() -> second[0] = provider.opened("visit-1", FOREIGN));
        provider.beforeNext(() -> provider.ended(second[0].id()));
        TelemedException refusal = catchThrowableOfType(TelemedException.class, () -> opener.open(VISIT, 7));
        assertThat(refusal.reason()).isEqualTo(Reason.ROOM_NAME_TAKEN);
        assertThat(provider.calls()).hasSize(4);
    }

    @Test
    void an_id_like_a_sid_opens_nothing() {
        EncounterId sid = new EncounterId("RM" + "0".repeat(32));
        TelemedException refusal = catchThrowableOfType(TelemedException.class, () -> opener.open(sid, 7));
        assertThat(refusal.reason()).isEqualTo(Reason.UNUSABLE_ID);
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void why_the_vendor_failed_is_passed_on() {
        TelemedException failure =
                TelemedException.because(Reason.PROVIDER_THROTTLED, "slow down").retryAfter(Duration.ofSeconds(1));
        provider.failNext(failure);
        assertThatThrownBy(() -> opener.open(VISIT, 7)).isSameAs(failure);
    }

    @Test
    void a_room_opened_now_is_discarded() {
        OpenRoom open = opener.open(VISIT, 7);
        opener.discard(open);
        assertThat(liveness.isInProgress(open.room().id(), VISIT, "1")).isFalse();
    }

    @Test
    void a_room_that_was_discarded_is_known_to_live_no_more_whatever_the_vendor_answered() {
        OpenRoom open = opener.open(VISIT, 7);
        opener.rememberDocumented(open, "1");
        TelemedException failure = TelemedException.because(Reason.PROVIDER_TIMEOUT, "no answer");
        provider.failNext(failure);
        assertThatThrownBy(() -> opener.discard(open)).isSameAs(failure);
        assertThat(liveness.isDocumented(open.room().id())).isFalse();
    }

    @Test
    void each_room_is_counted_as_opened_or_adopted() {
        opener.open(VISIT, 7);
        opener.open(VISIT, 7);
        assertThat(counted).containsExactly("opened", "adopted");
    }

    @Test
    void a_room_in_place_of_another_is_counted_as_a_replacement_and_one_for_a_placeholder_is_not() {
        opener.openReplacement(anEncounterWith().withPlaceholderFor(7), 7);
        assertThat(counted).containsExactly("opened");
        OpenRoom replacement = opener.openReplacement(anEncounterWith().withRoom(new RoomId("RM-ended")), 7);
        assertThat(replacement.room().name()).isEqualTo("visit-1");
        assertThat(counted).containsExactly("opened", "adopted", "replaced");
    }

    @Test
    void it_is_known_which_encounter_documents_a_room() {
        OpenRoom open = opener.open(VISIT, 7);
        assertThat(open.isDocumentedOn(anEncounterWith().withRoom(open.room().id())))
                .isTrue();
        assertThat(open.isDocumentedOn(anEncounterWith().withRoom(new RoomId("RM-other"))))
                .isFalse();
        assertThat(open.isDocumentedOn(anEncounterWith().withPlaceholderFor(7))).isFalse();
        assertThat(open.isDocumentedOn(anEncounterWith())).isFalse();
    }

    @Test
    void a_room_that_was_adopted_is_not_discarded() {
        opener.open(VISIT, 7);
        OpenRoom adopted = opener.open(VISIT, 7);
        opener.discard(adopted);
        assertThat(provider.find(adopted.room().id())).get().returns(true, Room::inProgress);
    }
}
