package org.telemed.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.waiting.InMemoryAdmissions;

class ReconcileTriggerTest {
    private static final Duration RETRIED_AFTER = Duration.ofMillis(200);

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final ReconcileQueue queue = new ReconcileQueue(1, 100, clock, failures::add);
    private final ReconcileTrigger trigger = new ReconcileTrigger(
            queue,
            new RoomReconciler(
                    provider,
                    encounters,
                    naming,
                    new RoomLiveness(provider, naming, clock),
                    new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ZERO),
                    InMemoryAdmissions.noWaitingRoom(clock),
                    records,
                    LostRooms.NONE,
                    clock,
                    AuditTrail.NONE),
            naming,
            RETRIED_AFTER);
    private RoomId room;

    @BeforeEach
    void somebodyInsideWasRemoved() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        encounters.put(anEncounterWith(ADAM).withRoom(room));
        records.known(VISIT, ADAM, "user-adam");
        provider.joined(room, "user-eve");
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_DOWN", "PROVIDER_TIMEOUT", "PROVIDER_THROTTLED"})
    void what_the_vendor_could_not_do_is_tried_again_soon(Reason reason) {
        provider.failNext(TelemedException.because(reason, "away"));
        trigger.reconcileSoon(VISIT);
        await().until(() -> provider.inside(room).isEmpty());
        assertThat(failures).isEmpty();
    }

    @Test
    void what_fails_again_is_left_to_the_sweep() {
        TelemedException away = TelemedException.because(Reason.PROVIDER_DOWN, "away");
        provider.failNext(away);
        trigger.reconcileSoon(VISIT);
        await().until(() -> queue.waiting() == 1 && !provider.calls().isEmpty());
        provider.failNext(away);
        await().until(() -> failures.size() == 1);
        assertThat(queue.waiting()).isZero();
        assertThat(provider.inside(room)).containsExactly("user-eve");
    }

    @Test
    void what_will_not_get_better_is_not_tried_again() {
        provider.failNext(TelemedException.because(Reason.PROVIDER_REFUSED, "wrong key"));
        trigger.reconcileSoon(VISIT);
        await().until(() -> failures.size() == 1);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void several_visits_are_reconciled_each_for_itself() {
        CountDownLatch free = keepTheWorkerBusy();
        trigger.reconcileSoon(VISIT);
        trigger.reconcileSoon(VISIT);
        trigger.reconcileSoon(new EncounterId("visit-2"));
        assertThat(queue.waiting()).isEqualTo(2);
        free.countDown();
        await().until(() -> provider.calls().contains("findInProgress visit-2"));
        assertThat(provider.inside(room)).isEmpty();
    }

    @Test
    void an_encounter_whose_id_can_name_no_room_is_left_alone() {
        keepTheWorkerBusy();
        trigger.reconcileSoon(new EncounterId(".."));
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void whoever_was_given_a_new_token_does_not_cost_the_room() {
        for (int times = 0; times < 4; times++) {
            trigger.tokenIssued("user-eve");
            provider.joined(room, "user-eve");
            trigger.reconcileSoon(VISIT);
            await().until(() -> provider.inside(room).isEmpty());
            await().until(() -> queue.waiting() + queue.running() == 0);
        }
        assertThat(provider.isOpen(room)).isTrue();
    }

    private CountDownLatch keepTheWorkerBusy() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        queue.schedule("busy", Duration.ZERO, () -> {
            busy.countDown();
            waitFor(free);
        });
        waitFor(busy);
        return free;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_has_no_time_to_be_tried_again_is_left_to_the_sweep() {
        provider.beforeNext(() -> {
            queue.close();
            throw TelemedException.because(Reason.PROVIDER_DOWN, "away");
        });
        trigger.reconcileSoon(VISIT);
        await().until(() -> failures.size() == 1);
    }
}
