package org.telemed.core.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.membership.ListedPerson;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ParticipantEntry;
import org.telemed.core.membership.ResourceReference;

/** Lists everybody in a visit with their states. */
record StatusOfPeople(
        MembershipRule membershipRule,
        StatusRule rule,
        TelemedEncounter encounter,
        RoomState room,
        AdmissionView admissions,
        Attendance attendance,
        Instant now) {
    /**
     * One for each person.
     *
     * @param visible the entries that the caller may see
     * @param times takes the instants at which their states change by themselves
     */
    List<PersonStatus> of(List<ParticipantEntry> visible, StatusTimes times) {
        List<ListedPerson> people = membershipRule.people(
                encounter.id().partition(),
                visible.stream().map(ParticipantEntry::participant).toList(),
                now);
        people.forEach(person -> times.add(person.membership()));
        return people.stream().map(person -> status(person, visible)).toList();
    }

    private PersonStatus status(ListedPerson listed, List<ParticipantEntry> visible) {
        ResourceReference person = listed.person();
        boolean connected = attendance.isIn(person);
        ParticipantState state =
                rule.stateOf(encounter, listed.membership(), room, admissions.of(listed, connected), connected, now);
        boolean waits = state == ParticipantState.WAITING;
        return new PersonStatus(
                person,
                said(listed, visible, ParticipantEntry::display),
                said(listed, visible, ParticipantEntry::role),
                state,
                waits ? admissions.arrived(person) : attendance.since(person),
                waits ? admissions.lastAsked(person) : attendance.lastSeen(person),
                admissions.isGuest(person));
    }

    /** What the first entry says that lists the person and says it. */
    private static Optional<String> said(
            ListedPerson listed, List<ParticipantEntry> visible, Function<ParticipantEntry, Optional<String>> what) {
        return visible.stream()
                .filter(entry -> listed.entries().contains(entry.participant().reference()))
                .flatMap(entry -> what.apply(entry).stream())
                .findFirst();
    }
}
