package org.telemed.core.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.core.membership.ResourceReference;

/** What a change of an Appointment is for its planned Encounter. */
class VisitChangeTest {
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final ResourceReference MAX = new ResourceReference("Patient", "max");
    private static final BookedActor ADAM = actor("Practitioner", "adam", "", 0);
    private static final BookedActor EVE = actor("Practitioner", "eve", "", 1);
    private static final BookedTimes NINE = at("2030-01-01T09:00:00Z");
    private static final BookedTimes TEN = at("2030-01-01T10:00:00Z");

    @Test
    void the_same_is_no_change_in_whatever_order() {
        assertThat(VisitChange.between(booked(NINE, JANE, ADAM, EVE), booked(NINE, JANE, moved(EVE, 0), moved(ADAM, 7)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void who_came_is_added_and_who_went_removed() {
        VisitChange change = VisitChange.between(booked(NINE, JANE, ADAM), booked(NINE, JANE, EVE));
        assertThat(change.added()).containsExactly(EVE);
        assertThat(change.removed()).containsExactly(ADAM);
        assertThat(change.times()).isEmpty();
        assertThat(change.status()).isEmpty();
    }

    @Test
    void another_part_is_the_old_one_removed_and_the_new_one_added() {
        BookedActor interpreter = actor("Practitioner", "adam", "translator", 0);
        VisitChange change = VisitChange.between(booked(NINE, JANE, ADAM), booked(NINE, JANE, interpreter));
        assertThat(change.removed()).containsExactly(ADAM);
        assertThat(change.added()).containsExactly(interpreter);
    }

    @Test
    void who_is_there_twice_goes_once() {
        VisitChange change = VisitChange.between(booked(NINE, JANE, ADAM, moved(ADAM, 1)), booked(NINE, JANE, ADAM));
        assertThat(change.removed()).hasSize(1);
    }

    @Test
    void new_times_are_times() {
        assertThat(VisitChange.between(booked(NINE, JANE), booked(TEN, JANE)).times())
                .contains(TEN);
    }

    @Test
    void times_that_cannot_be_read_or_are_gone_change_nothing() {
        BookedTimes unreadable = new BookedTimes(Optional.of(""), Optional.empty(), Optional.of("Appointment.start"));
        BookedTimes none = new BookedTimes(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(VisitChange.between(booked(NINE, JANE), booked(unreadable, JANE))
                        .isEmpty())
                .isTrue();
        assertThat(VisitChange.between(booked(NINE, JANE), booked(none, JANE)).isEmpty())
                .isTrue();
        assertThat(VisitChange.by(booked(unreadable, JANE)).isEmpty()).isTrue();
    }

    @Test
    void another_patient_is_another_subject_and_so_is_none() {
        assertThat(VisitChange.between(booked(NINE, JANE), booked(NINE, MAX)).subject())
                .contains(new VisitChange.NewSubject(Optional.of(JANE), Optional.of(MAX)));
        BookedVisit without = new BookedVisit(AppointmentStatus.BOOKED, NINE, Optional.empty(), List.of());
        assertThat(VisitChange.between(booked(NINE, JANE), without).subject())
                .contains(new VisitChange.NewSubject(Optional.of(JANE), Optional.empty()));
        assertThat(VisitChange.between(without, booked(NINE, JANE)).subject())
                .contains(new VisitChange.NewSubject(Optional.empty(), Optional.of(JANE)));
    }

    @Test
    void a_status_counts_once() {
        assertThat(VisitChange.between(booked(NINE, JANE), cancelled()).status())
                .contains("cancelled");
        assertThat(VisitChange.between(cancelled(), cancelled()).isEmpty())
                .as("somebody has planned the Encounter again")
                .isTrue();
    }

    @Test
    void each_difference_alone_is_a_change() {
        BookedVisit before = booked(NINE, JANE, ADAM);
        BookedVisit without = new BookedVisit(AppointmentStatus.BOOKED, NINE, Optional.empty(), List.of(ADAM));
        BookedVisit off = new BookedVisit(AppointmentStatus.CALLED_OFF, NINE, Optional.of(JANE), List.of(ADAM));
        assertThat(List.of(
                        booked(TEN, JANE, ADAM),
                        booked(NINE, MAX, ADAM),
                        without,
                        off,
                        booked(NINE, JANE),
                        booked(NINE, JANE, ADAM, EVE)))
                .noneMatch(now -> VisitChange.between(before, now).isEmpty());
        assertThat(VisitChange.NONE.isEmpty()).isTrue();
    }

    @Test
    void without_a_version_to_compare_nobody_comes_back_and_nobody_goes() {
        VisitChange change = VisitChange.by(booked(NINE, JANE, ADAM, EVE));
        assertThat(change.times()).contains(NINE);
        assertThat(change.added()).isEmpty();
        assertThat(change.removed()).isEmpty();
        assertThat(change.subject()).isEmpty();
        assertThat(VisitChange.by(cancelled()).status()).contains("cancelled");
    }

    private static BookedVisit cancelled() {
        return new BookedVisit(AppointmentStatus.CALLED_OFF, NINE, Optional.of(JANE), List.of());
    }

    private static BookedVisit booked(BookedTimes times, ResourceReference subject, BookedActor... actors) {
        return new BookedVisit(AppointmentStatus.BOOKED, times, Optional.of(subject), List.of(actors));
    }

    private static BookedTimes at(String start) {
        return new BookedTimes(Optional.of(start), Optional.empty(), Optional.empty());
    }

    private static BookedActor actor(String type, String id, String content, int entry) {
        return new BookedActor(new ResourceReference(type, id), content, entry);
    }

    private static BookedActor moved(BookedActor actor, int entry) {
        return new BookedActor(actor.reference(), actor.content(), entry);
    }
}
