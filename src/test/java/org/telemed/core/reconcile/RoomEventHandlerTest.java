package org.telemed.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.SettableClock;
import org.telemed.core.attendance.AttendanceBackfill;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.attendance.InMemoryAttendanceLog;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomEvent.Kind;
import org.telemed.core.video.RoomEvent.Stay;
import org.telemed.core.video.RoomId;
import org.telemed.core.waiting.InMemoryAdmissions;

class RoomEventHandlerTest {
    private static final Instant AT = Instant.parse("2030-01-01T09:59:59.123Z");
    private static final RoomId OTHER_ROOM = new RoomId("RM00000000000000000000000000000002");
    private static final String LOOK = "findInProgress visit-1";

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final InMemoryAttendanceLog log = new InMemoryAttendanceLog();
    private final AttendanceBackfill attendance = new AttendanceBackfill(provider, log);
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final ReconcileQueue queue = new ReconcileQueue(1, 100, clock, failures::add);
    private final ReconcileTrigger hints = new ReconcileTrigger(
            queue,
            new RoomReconciler(
                    provider,
                    encounters,
                    naming,
                    liveness,
                    new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ZERO),
                    InMemoryAdmissions.noWaitingRoom(clock),
                    records,
                    LostRooms.NONE,
                    clock,
                    AuditTrail.NONE),
            naming);
    private final RoomEventHandler reports = new RoomEventHandler(naming, encounters, liveness, log, attendance, hints);
    private RoomId room;

    @BeforeEach
    void aVisitUnderWay() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
        encounters.put(anEncounterWith(ADAM).withRoom(room));
        records.known(VISIT, ADAM, "user-adam");
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    @ParameterizedTest
    @CsvSource({"JOINED, JOINED", "LEFT, LEFT"})
    void who_comes_or_goes_is_kept_with_the_vendors_time(Kind kind, AttendanceLog.Kind kept) {
        reports.received(about("PA1", "user-adam", kind));
        awaitIdle();
        assertThat(log.entries()).containsExactly(new AttendanceLog.Entry(VISIT, room, "PA1", "user-adam", kept, AT));
    }

    @Test
    void what_is_reported_twice_or_in_another_order_is_kept_once() {
        reports.received(about("PA1", "user-adam", Kind.LEFT));
        reports.received(about("PA1", "user-adam", Kind.JOINED));
        reports.received(about("PA1", "user-adam", Kind.LEFT));
        awaitIdle();
        assertThat(log.told()).containsExactly("user-adam LEFT", "user-adam JOINED");
    }

    @ParameterizedTest
    @EnumSource(names = {"JOINED", "LEFT", "ROOM_ENDED"})
    void every_report_of_a_change_has_the_room_looked_at(Kind kind) {
        reports.received(about("PA1", "user-adam", kind));
        await().until(() -> provider.calls().contains(LOOK));
    }

    @Test
    void a_room_that_this_node_opened_and_documented_needs_no_look() {
        reports.received(about(Kind.ROOM_CREATED));
        nextHintIsWorkedOff();
        assertThat(provider.calls()).doesNotContain(LOOK);
    }

    @Test
    void a_room_that_was_opened_here_and_is_on_no_encounter_is_looked_at() {
        liveness.ended(room);
        liveness.opened(provider.find(room).orElseThrow());
        reports.received(about(Kind.ROOM_CREATED));
        await().until(() -> provider.calls().contains(LOOK));
    }

    @Test
    void what_was_known_long_ago_counts_for_nothing() {
        clock.advance(Duration.ofHours(1));
        reports.received(about(Kind.ROOM_CREATED));
        await().until(() -> provider.calls().contains(LOOK));
    }

    @Test
    void a_room_that_another_node_opened_is_looked_at() {
        liveness.ended(room);
        reports.received(about(Kind.ROOM_CREATED));
        await().until(() -> provider.calls().contains(LOOK));
    }

    @Test
    void a_room_is_reported_before_its_encounter_is_stored_and_looked_at_after() {
        AtomicInteger waiting = new AtomicInteger();
        reports.received(new RoomEvent(Kind.ROOM_CREATED, OTHER_ROOM, "visit-2", AT, Optional.empty()));
        queue.schedule("what comes at once", Duration.ZERO, () -> waiting.set(queue.waiting()));
        await().untilAtomic(waiting, equalTo(1));
        encounters.put(anEncounterWith(ADAM).called("visit-2").withRoom(OTHER_ROOM));
        await().until(() -> provider.calls().contains("findInProgress visit-2"));
    }

    @Test
    void a_room_of_an_encounter_that_was_never_stored_is_left_alone() {
        reports.received(new RoomEvent(Kind.ROOM_CREATED, OTHER_ROOM, "visit-2", AT, Optional.empty()));
        nextHintIsWorkedOff();
        assertThat(provider.calls()).doesNotContain("findInProgress visit-2");
    }

    @Test
    void who_does_not_belong_is_thrown_out_on_joining() {
        String stay = provider.joined(room, "user-eve").id();
        reports.received(about(stay, "user-eve", Kind.JOINED));
        await().until(() -> provider.inside(room).isEmpty());
    }

    @Test
    void many_reports_at_once_are_one_look() {
        for (int number = 0; number < 50; number++) {
            reports.received(about("PA" + number, "user-adam", Kind.JOINED));
        }
        await().until(() -> provider.calls().contains(LOOK));
        awaitIdle();
        assertThat(provider.calls()).filteredOn(LOOK::equals).hasSizeLessThanOrEqualTo(2);
        assertThat(log.entries()).hasSize(50);
    }

    @Test
    void a_room_that_ended_no_longer_lives() {
        provider.ended(room);
        assertThat(liveness.isInProgress(room, VISIT, "1")).isTrue();
        reports.received(about(Kind.ROOM_ENDED));
        assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
    }

    @Test
    void when_a_room_ended_what_was_missed_is_filled_in_once() {
        provider.joined(room, "user-adam");
        provider.ended(room);
        reports.received(about(Kind.ROOM_ENDED));
        await().until(() -> log.told().equals(List.of("user-adam JOINED", "user-adam LEFT")));
        provider.forgetCalls();
        reports.received(about(Kind.ROOM_ENDED));
        awaitIdle();
        assertThat(provider.calls()).doesNotContain("everyStay " + room);
    }

    @Test
    void a_report_that_comes_last_is_not_raced_by_what_is_filled_in() {
        String stay = provider.joined(room, "user-adam").id();
        provider.ended(room);
        reports.received(about(Kind.ROOM_ENDED));
        reports.received(about(stay, "user-adam", Kind.LEFT));
        await().until(() -> !log.told().isEmpty());
        assertThat(log.told()).containsExactly("user-adam LEFT");
    }

    @Test
    void the_vendor_is_answered_before_the_database_is_asked() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        encounters.beforeNextLook(() -> awaitLatch(answered));
        reports.received(about("PA1", "user-adam", Kind.JOINED));
        assertThat(log.told()).isEmpty();
        answered.countDown();
        await().until(() -> log.told().equals(List.of("user-adam JOINED")));
    }

    @Test
    void what_cannot_be_kept_has_the_room_looked_at_all_the_same() {
        IllegalStateException noDatabase = new IllegalStateException("database");
        log.before(() -> {
            throw noDatabase;
        });
        reports.received(about("PA1", "user-adam", Kind.JOINED));
        await().until(() -> provider.calls().contains(LOOK));
        awaitIdle();
        assertThat(failures).containsExactly(noDatabase);
    }

    @Test
    void a_deleted_encounters_attendance_is_kept_too() {
        encounters.delete(VISIT);
        reports.received(about("PA1", "user-adam", Kind.LEFT));
        awaitIdle();
        assertThat(log.told()).containsExactly("user-adam LEFT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"visit-2", "clinic-b_visit-1", "a/b", "RM00000000000000000000000000000001"})
    void a_report_about_a_room_that_nobody_here_knows_is_dropped(String name) {
        reports.received(new RoomEvent(Kind.JOINED, room, name, AT, Optional.of(new Stay("PA1", "user-adam"))));
        awaitIdle();
        assertThat(log.entries()).isEmpty();
        assertThat(provider.calls())
                .filteredOn(call -> call.startsWith("findInProgress"))
                .isEmpty();
    }

    @Test
    void a_repository_that_cannot_tell_is_no_unknown_encounter() {
        IllegalStateException noDatabase = new IllegalStateException("database");
        encounters.beforeNextLook(() -> {
            throw noDatabase;
        });
        reports.received(about(Kind.ROOM_ENDED));
        awaitIdle();
        assertThat(failures).containsExactly(noDatabase);
    }

    @Test
    void a_hint_is_worked_off_on_another_thread() {
        hints.reconcileSoon(VISIT);
        await().until(() -> provider.calls().contains(LOOK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RM00000000000000000000000000000000", ".", ".."})
    void an_id_that_can_have_no_room_is_not_looked_at(String id) {
        hints.reconcileSoon(new EncounterId(id));
        assertThat(queue.waiting()).isZero();
    }

    /** The room's creation is looked into a while after it was reported, and by the same worker. */
    private void nextHintIsWorkedOff() {
        assertThat(queue.waiting()).isOne();
        awaitIdle();
    }

    private void awaitIdle() {
        await().until(() -> queue.waiting() == 0 && queue.running() == 0);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private RoomEvent about(Kind kind) {
        return new RoomEvent(kind, room, "visit-1", AT, Optional.empty());
    }

    private RoomEvent about(String stay, String identity, Kind kind) {
        return new RoomEvent(kind, room, "visit-1", AT, Optional.of(new Stay(stay, identity)));
    }
}
