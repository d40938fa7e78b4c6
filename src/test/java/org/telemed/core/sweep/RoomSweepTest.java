package org.telemed.core.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.attendance.AttendanceBackfill;
import org.telemed.core.attendance.InMemoryAttendanceLog;
import org.telemed.core.audit.InMemoryAuditTrail;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.reconcile.LostRooms;
import org.telemed.core.reconcile.ReconcileResult;
import org.telemed.core.reconcile.RoomReconciler;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.waiting.InMemoryAdmissions;

class RoomSweepTest {
    private static final int PLENTY = 1_000;
    private static final IllegalStateException NO_DATABASE = new IllegalStateException("database");

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final InMemoryAttendanceLog log = new InMemoryAttendanceLog();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final List<String> repaired = new ArrayList<>();
    private final RoomSweep sweep = sweeping(provider, PLENTY, false);

    @Nested
    class A_sweep {
        @Test
        void of_nothing_finds_nothing() {
            SweepReport report = sweep.run();
            assertThat(report)
                    .returns(0, SweepReport::rooms)
                    .returns(0, SweepReport::ours)
                    .returns(0, SweepReport::failures)
                    .returns(true, SweepReport::complete)
                    .returns(false, SweepReport::dryRun)
                    .returns(clock.instant(), SweepReport::started);
            assertThat(encounters.looks()).isEmpty();
        }

        @Test
        void what_a_change_of_just_now_has_triggered_is_no_repair() {
            RoomId finished = visit("finished");
            RoomId overlooked = visit("overlooked");
            change("finished", over(finished, Duration.ofSeconds(9)));
            change("overlooked", over(overlooked, Duration.ofSeconds(10)));
            SweepReport report = sweep.run();
            assertThat(report.resultCounts()).containsEntry(ReconcileResult.COMPLETED, 2);
            assertThat(report.repairs()).isEqualTo(1);
            assertThat(provider.isOpen(finished)).isFalse();
            assertThat(trail.entries()).containsExactlyInAnyOrder("room-ended finished", "room-ended overlooked");
            assertThat(repaired).containsExactly("COMPLETED overlooked");
        }

        private EncounterFixture over(RoomId room, Duration ago) {
            return anEncounterWith(ADAM)
                    .withRoom(room)
                    .closed()
                    .updatedAt(clock.instant().minus(ago));
        }

        @Test
        void ends_the_rooms_of_visits_that_are_over() {
            RoomId finished = visit("finished");
            RoomId deleted = visit("deleted");
            RoomId open = visit("open");
            change("finished", anEncounterWith(ADAM).withRoom(finished).closed());
            encounters.delete(new EncounterId("deleted"));
            SweepReport report = sweep.run();
            assertThat(report.resultCounts())
                    .containsEntry(ReconcileResult.COMPLETED, 2)
                    .containsEntry(ReconcileResult.IN_SYNC, 1);
            assertThat(report.repairs()).isEqualTo(2);
            assertThat(provider.isOpen(finished)).isFalse();
            assertThat(provider.isOpen(deleted)).isFalse();
            assertThat(provider.isOpen(open)).isTrue();
        }

        @Test
        void throws_out_who_does_not_belong() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-eve");
            assertThat(sweep.run().resultCounts()).containsOnlyKeys(ReconcileResult.EJECTED);
            assertThat(provider.inside(room)).isEmpty();
        }

        @Test
        void reads_every_page_and_touches_nobody_elses_room() {
            List<RoomId> foreign = IntStream.range(0, 5)
                    .mapToObj(number -> provider.opened("visit-" + number, "https://other.example/callback")
                            .id())
                    .toList();
            foreign.forEach(room -> provider.joined(room, "user-eve"));
            IntStream.range(0, 5)
                    .forEach(number -> encounters.put(
                            anEncounterWith(ADAM).called("visit-" + number).closed()));
            RoomId own = visit("own");
            SweepReport report = sweep.run();
            assertThat(report).returns(6, SweepReport::rooms).returns(1, SweepReport::ours);
            assertThat(foreign)
                    .allMatch(provider::isOpen)
                    .allMatch(room -> provider.inside(room).equals(List.of("user-eve")));
            assertThat(provider.calls())
                    .filteredOn(call -> call.startsWith("connected"))
                    .containsExactly("connected " + own);
        }

        @Test
        void leaves_alone_what_it_cannot_place_and_counts_it() {
            RoomId lost = provider.opened("never-stored", InMemoryVideoProvider.CALLBACK)
                    .id();
            assertThat(sweep.run().resultCounts()).containsExactly(Map.entry(ReconcileResult.UNKNOWN_ENCOUNTER, 1));
            assertThat(provider.isOpen(lost)).isTrue();
        }

        @Test
        void is_not_disturbed_by_names_that_nobody_here_would_give() {
            for (String name : List.of("..", ".", "a b", "RM" + "a".repeat(32))) {
                provider.opened(name, InMemoryVideoProvider.CALLBACK);
            }
            assertThat(sweep.run())
                    .returns(4, SweepReport::rooms)
                    .returns(0, SweepReport::ours)
                    .returns(0, SweepReport::failures);
        }

        @Test
        void looks_all_encounters_up_at_once() {
            visits(5);
            sweep.run();
            assertThat(encounters.looks().get(0)).hasSize(5);
        }
    }

    @Nested
    class The_rooms_without_news {
        @Test
        void are_looked_at_whole_while_they_are_few() {
            visits(50);
            sweep.run();
            assertThat(lookedAtInNextRun()).hasSize(50);
        }

        @Test
        void are_looked_at_in_turn_once_they_are_many() {
            visits(240);
            assertThat(lookedAtInNextRun()).hasSize(240);
            List<String> seen = new ArrayList<>();
            for (int run = 0; run < 4; run++) {
                clock.advance(Duration.ofMinutes(1));
                List<String> looked = lookedAtInNextRun();
                assertThat(looked).hasSize(60);
                seen.addAll(looked);
            }
            assertThat(seen).doesNotHaveDuplicates();
        }

        @Test
        void wait_for_those_whose_encounter_changed() {
            visits(240);
            sweep.run();
            clock.advance(Duration.ofMinutes(1));
            change("visit-239", anEncounterWith(JANE));
            provider.forgetCalls();
            sweep.run();
            List<String> looked = looked();
            assertThat(looked).hasSize(1 + 239 / 4).first().isEqualTo("connected " + room(240));
        }

        @Test
        void have_news_when_somebodys_time_is_up() {
            Period untilNoon = new Period(null, clock.instant().plus(Duration.ofHours(2)));
            visits(300);
            String name = "visit-7";
            RoomId room = room(8);
            encounters.put(anEncounterListing(new Participant(ADAM, untilNoon), new Participant(JANE, Period.ALWAYS))
                    .called(name)
                    .withRoom(room));
            provider.joined(room, "user-adam");
            for (int number = 0; number < 300; number++) {
                provider.joined(room(number + 1), "user-adam");
            }
            sweep.run();
            clock.advance(Duration.ofHours(2).minusMillis(1));
            sweep.run();
            assertThat(provider.inside(room)).containsExactly("user-adam");
            clock.advance(Duration.ofMillis(1));
            assertThat(sweep.run().resultCounts()).containsEntry(ReconcileResult.EJECTED, 1);
            assertThat(provider.inside(room)).isEmpty();
        }

        @Test
        void stay_news_until_a_look_agrees() {
            visits(240);
            RoomId room = room(1);
            provider.joined(room, "user-eve");
            sweep.run();
            provider.joined(room, "user-eve");
            clock.advance(Duration.ofMinutes(1));
            assertThat(sweep.run().resultCounts()).containsEntry(ReconcileResult.EJECTED, 1);
        }

        private List<String> lookedAtInNextRun() {
            provider.forgetCalls();
            sweep.run();
            return looked();
        }
    }

    @Nested
    class A_list_that_breaks_off {
        @Test
        void says_nothing_of_what_is_not_in_it() {
            visits(5);
            liveness.isInProgress(room(5), new EncounterId("visit-4"), "1");
            sweep.run();
            clock.advance(Duration.ofMinutes(1));
            provider.beforeNext(() -> {});
            provider.failNext(down());
            provider.forgetCalls();
            SweepReport report = sweep.run();
            assertThat(report.complete()).isFalse();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.firstFailure()).isPresent();
            assertThat(looked()).hasSize(2);
            provider.forgetCalls();
            assertThat(liveness.isInProgress(room(5), new EncounterId("visit-4"), "1"))
                    .isTrue();
            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void before_it_began_is_a_failure_and_nothing_else() {
            visits(1);
            provider.failNext(down());
            SweepReport report = sweep.run();
            assertThat(report.complete()).isFalse();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.resultCounts()).isEmpty();
        }

        @Test
        void while_it_is_of_rooms_that_are_over_is_counted_and_gone_on_with() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            provider.ended(room);
            provider.beforeNext(() -> {});
            provider.failNext(down());
            assertThat(sweep.run().failures()).isEqualTo(1);
            assertThat(log.told()).isEmpty();
            sweep.run();
            assertThat(log.told()).hasSize(2);
        }
    }

    @Nested
    class A_room_that_is_gone {
        @Test
        void has_its_attendance_filled_in_though_the_rest_of_the_list_cannot_be_read() {
            for (String name : List.of("visit-1", "visit-2", "visit-3")) {
                RoomId room = visit(name);
                provider.joined(room, "user-adam");
                provider.ended(room);
            }
            provider.beforeNext(() -> {});
            provider.beforeNext(() -> {});
            provider.failNext(down());
            SweepReport report = sweep.run();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.firstFailure()).isPresent();
            assertThat(report.complete()).as("of the rooms in progress").isTrue();
            assertThat(log.told()).hasSize(4);
        }

        @Test
        void is_no_longer_trusted_once_a_whole_list_lacks_it() {
            RoomId room = visit("visit-1");
            assertThat(liveness.isInProgress(room, new EncounterId("visit-1"), "1"))
                    .isTrue();
            provider.ended(room);
            clock.advance(Duration.ofSeconds(1));
            assertThat(liveness.isInProgress(room, new EncounterId("visit-1"), "1"))
                    .isTrue();
            sweep.run();
            assertThat(liveness.isInProgress(room, new EncounterId("visit-1"), "1"))
                    .isFalse();
        }

        @Test
        void has_its_attendance_filled_in_once() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            sweep.run();
            provider.ended(room);
            sweep.run();
            assertThat(log.told()).containsExactly("user-adam JOINED", "user-adam LEFT");
            int looks = encounters.looks().size();
            provider.forgetCalls();
            sweep.run();
            assertThat(provider.calls()).containsExactly("list", "listCompleted");
            assertThat(encounters.looks()).hasSize(looks);
        }

        @Test
        void is_not_read_again_after_a_restart() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            provider.ended(room);
            sweep.run();
            provider.forgetCalls();
            sweeping(provider, 100, false).run();
            assertThat(provider.calls()).containsExactly("list", "listCompleted");
        }

        @Test
        void before_this_node_ever_saw_it_has_its_attendance_filled_in_too() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            clock.advance(Duration.ofHours(10));
            provider.ended(room);
            sweep.run();
            assertThat(log.told()).containsExactly("user-adam JOINED", "user-adam LEFT");
        }

        @Test
        void by_this_run_is_left_to_the_vendors_reports_until_the_next() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            encounters.delete(new EncounterId("visit-1"));
            sweep.run();
            assertThat(provider.isOpen(room)).isFalse();
            assertThat(log.told()).isEmpty();
            sweep.run();
            assertThat(log.told()).containsExactly("user-adam JOINED", "user-adam LEFT");
        }

        @Test
        void between_two_runs_has_its_attendance_filled_in_too() {
            sweep.run();
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            provider.ended(room);
            sweep.run();
            assertThat(log.told()).hasSize(2);
        }

        @Test
        void for_more_than_a_day_is_history() {
            provider.ended(visit("visit-1"));
            clock.advance(Duration.ofHours(26));
            sweep.run();
            assertThat(provider.calls()).doesNotContain("everyStay " + room(1));
        }

        @Test
        void and_somebody_elses_or_nobodys_is_not_read() {
            provider.ended(
                    provider.opened("visit-1", "https://other.example/callback").id());
            provider.ended(provider.opened("never-stored", InMemoryVideoProvider.CALLBACK)
                    .id());
            encounters.put(anEncounterWith(ADAM));
            sweep.run();
            assertThat(provider.calls()).noneMatch(call -> call.startsWith("everyStay"));
        }

        @Test
        void and_whose_encounter_is_deleted_has_its_attendance_filled_in_too() {
            RoomId room = visit("visit-1");
            provider.joined(room, "user-adam");
            provider.ended(room);
            encounters.delete(new EncounterId("visit-1"));
            sweep.run();
            assertThat(log.told()).hasSize(2);
        }

        @Test
        void keeps_no_other_from_being_filled_in() {
            for (String name : List.of("visit-1", "visit-2")) {
                RoomId room = visit(name);
                provider.joined(room, "user-of-" + name);
                provider.ended(room);
            }
            log.before(() -> {
                log.before(() -> {});
                throw NO_DATABASE;
            });
            SweepReport report = sweep.run();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.firstFailure()).contains(NO_DATABASE);
            assertThat(log.told()).hasSize(2);
            sweep.run();
            assertThat(log.told()).hasSize(4);
        }
    }

    @Nested
    class A_failure {
        @ParameterizedTest
        @EnumSource(
                value = Reason.class,
                names = {"PROVIDER_DOWN", "PROVIDER_TIMEOUT", "PROVIDER_REFUSED"})
        void of_the_vendor_at_one_room_is_counted_and_the_others_looked_at(Reason reason) {
            visits(2);
            provider.beforeNext(() -> {});
            provider.failNext(TelemedException.because(reason, "failed"));
            SweepReport report = sweep.run();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.resultCounts()).containsEntry(ReconcileResult.IN_SYNC, 1);
            assertThat(report.complete()).isTrue();
        }

        @Test
        void of_the_vendor_at_several_rooms_after_each_other_stops_the_run() {
            visits(10);
            IntStream.range(0, 5).forEach(page -> provider.beforeNext(() -> {}));
            IntStream.range(0, 10).forEach(room -> provider.failNext(down()));
            SweepReport report = sweep.run();
            assertThat(report.failures()).isEqualTo(3);
            assertThat(looked()).hasSize(3);
        }

        @Test
        void of_the_vendor_now_and_then_stops_nothing() {
            visits(10);
            IntStream.range(0, 5).forEach(page -> provider.beforeNext(() -> {}));
            IntStream.range(0, 5).forEach(pair -> {
                provider.failNext(down());
                provider.beforeNext(() -> {});
            });
            SweepReport report = sweep.run();
            assertThat(report.failures()).isEqualTo(5);
            assertThat(report.resultCounts()).containsEntry(ReconcileResult.IN_SYNC, 5);
        }

        @Test
        void that_refuses_one_kind_of_room_stops_nothing() {
            visits(10);
            IntStream.range(0, 5).forEach(page -> provider.beforeNext(() -> {}));
            IntStream.range(0, 9)
                    .forEach(room -> provider.failNext(TelemedException.because(Reason.PROVIDER_REFUSED, "no")));
            assertThat(sweep.run().resultCounts()).containsEntry(ReconcileResult.IN_SYNC, 1);
        }

        @Test
        void of_the_repository_ends_nothing_and_is_told() {
            RoomId room = visit("visit-1");
            encounters.beforeNextLook(RoomSweepTest::fail);
            SweepReport report = sweep.run();
            assertThat(report.firstFailure()).contains(NO_DATABASE);
            assertThat(report.failures()).isEqualTo(1);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void of_the_repository_at_one_room_keeps_no_other_from_being_looked_at() {
            visits(2);
            change("visit-0", anEncounterWith(ADAM).closed());
            change("visit-1", anEncounterWith(ADAM).closed());
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(RoomSweepTest::fail);
            SweepReport report = sweep.run();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.resultCounts()).containsEntry(ReconcileResult.COMPLETED, 1);
        }

        @Test
        void of_the_repository_after_the_first_read_is_not_met_where_nothing_is_to_be_done() {
            visits(3);
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(RoomSweepTest::fail);
            SweepReport report = sweep.run();
            assertThat(report.failures()).isZero();
            assertThat(report.resultCounts()).containsEntry(ReconcileResult.IN_SYNC, 3);
        }
    }

    @Nested
    class The_budget {
        @Test
        void is_what_one_run_reads_at_most_and_rooms_to_end_come_first() {
            visits(20);
            change("visit-19", anEncounterWith(ADAM).closed());
            sweeping(provider, 12, false).run();
            assertThat(looked()).hasSize(11);
            assertThat(provider.isOpen(room(20))).isFalse();
        }

        @Test
        void left_over_is_for_the_next_run() {
            visits(20);
            RoomSweep small = sweeping(provider, 12, false);
            small.run();
            provider.forgetCalls();
            small.run();
            assertThat(looked()).hasSize(12).contains("connected " + room(13), "connected " + room(20));
        }

        @Test
        void halves_when_the_vendor_throttles_and_grows_again() {
            visits(40);
            RoomSweep small = sweeping(provider, 24, false);
            IntStream.range(0, 21).forEach(call -> provider.beforeNext(() -> {}));
            provider.failNext(TelemedException.because(Reason.PROVIDER_THROTTLED, "slow down"));
            SweepReport report = small.run();
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.resultCounts()).containsEntry(ReconcileResult.IN_SYNC, 1);
            assertThat(looksOf(small)).isEqualTo(12);
            assertThat(looksOf(small)).isEqualTo(24);
            assertThat(looksOf(small)).isEqualTo(24);
        }

        @Test
        void halves_when_the_list_is_throttled_too() {
            visits(40);
            RoomSweep small = sweeping(provider, 24, false);
            provider.failNext(TelemedException.because(Reason.PROVIDER_THROTTLED, "slow down"));
            small.run();
            assertThat(looksOf(small)).isEqualTo(12);
            provider.beforeNext(() -> {});
            provider.failNext(TelemedException.because(Reason.PROVIDER_THROTTLED, "slow down"));
            assertThat(looksOf(small)).isZero();
            assertThat(looksOf(small)).isEqualTo(12);
        }

        private int looksOf(RoomSweep small) {
            provider.forgetCalls();
            small.run();
            return looked().size();
        }
    }

    @Nested
    class A_dry_run {
        private final RoomSweep dry = sweeping(new ReadOnlyVideoProvider(provider), PLENTY, true);

        @Test
        void touches_nothing_and_says_what_it_would_have_done() {
            RoomId finished = visit("finished");
            RoomId invaded = visit("invaded");
            provider.joined(finished, "user-adam");
            provider.joined(invaded, "user-eve");
            change("finished", anEncounterWith(ADAM).closed());
            SweepReport report = dry.run();
            assertThat(report.dryRun()).isTrue();
            assertThat(report.resultCounts())
                    .containsEntry(ReconcileResult.COMPLETED, 1)
                    .containsEntry(ReconcileResult.EJECTED, 1);
            assertThat(report.repairs()).isEqualTo(2);
            assertThat(provider.inside(finished)).containsExactly("user-adam");
            assertThat(provider.inside(invaded)).containsExactly("user-eve");
        }

        @Test
        void fills_nothing_in() {
            provider.ended(visit("visit-1"));
            dry.run();
            assertThat(provider.calls()).containsExactly("list");
        }
    }

    private RoomSweep sweeping(VideoProvider hands, int readsPerRun, boolean dryRun) {
        AttendanceBackfill attendance = new AttendanceBackfill(hands, log);
        RoomReconciler keeper = new RoomReconciler(
                hands,
                encounters,
                naming,
                liveness,
                new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ZERO),
                InMemoryAdmissions.noWaitingRoom(clock),
                records,
                LostRooms.NONE,
                clock,
                trail);
        return new RoomSweep(
                new RoomListReader(hands),
                encounters,
                naming,
                liveness,
                keeper,
                attendance,
                clock,
                (encounter, result) -> repaired.add(result + " " + encounter),
                readsPerRun,
                dryRun);
    }

    private List<String> looked() {
        return provider.calls().stream()
                .filter(call -> call.startsWith("connected"))
                .toList();
    }

    private void visits(int number) {
        IntStream.range(0, number).forEach(visit -> visit("visit-" + visit));
    }

    private RoomId visit(String name) {
        RoomId room = provider.opened(name, InMemoryVideoProvider.CALLBACK).id();
        encounters.put(anEncounterWith(ADAM).called(name).withRoom(room));
        for (ResourceReference person : List.of(ADAM, JANE)) {
            records.known(new EncounterId(name), person, "user-" + person.id());
        }
        return room;
    }

    private RoomId room(int number) {
        return new RoomId("RM%032x".formatted(number));
    }

    private void change(String name, EncounterFixture to) {
        EncounterId id = new EncounterId(name);
        int version = Integer.parseInt(encounters.get(id).version());
        encounters.put(to.called(name).inVersion(version + 1));
    }

    private static void fail() {
        throw NO_DATABASE;
    }

    private static TelemedException down() {
        return TelemedException.because(Reason.PROVIDER_DOWN, "down");
    }
}
