package org.telemed.core.encounter;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;

/** An Encounter written as a sentence: {@code anEncounterWith(ADAM, JANE).inProgress().withRoom(room)}. */
public record EncounterFixture(
        EncounterId id,
        String version,
        Optional<Instant> lastUpdated,
        EncounterPhase phase,
        VisitStart start,
        List<Participant> participants,
        Optional<VirtualService> virtualService)
        implements TelemedEncounter {
    public static final EncounterId VISIT = new EncounterId("visit-1");
    public static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");
    public static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    public static final ResourceReference EVE = new ResourceReference("Practitioner", "eve");

    /** Under way, without a room. */
    public static EncounterFixture anEncounterWith(ResourceReference... people) {
        return anEncounterListing(Arrays.stream(people)
                .map(profile -> new Participant(profile, Period.ALWAYS))
                .toArray(Participant[]::new));
    }

    public static EncounterFixture anEncounterListing(Participant... entries) {
        return new EncounterFixture(
                VISIT,
                "1",
                Optional.empty(),
                EncounterPhase.OPEN,
                VisitStart.NOT_SET,
                List.of(entries),
                Optional.empty());
    }

    public EncounterFixture called(String newId) {
        return new EncounterFixture(
                new EncounterId(newId), version, lastUpdated, phase, start, participants, virtualService);
    }

    public EncounterFixture inPhase(EncounterPhase newPhase) {
        return new EncounterFixture(id, version, lastUpdated, newPhase, start, participants, virtualService);
    }

    public EncounterFixture closed() {
        return inPhase(EncounterPhase.CLOSED);
    }

    /** When it begins cannot be read off that element. */
    public EncounterFixture plannedForSometime(String element) {
        return inPhase(EncounterPhase.PLANNED).startingAt(new VisitStart.Unreadable(element));
    }

    public EncounterFixture plannedFor(Instant newStart) {
        return inPhase(EncounterPhase.PLANNED).startingAt(newStart);
    }

    public EncounterFixture startingAt(Instant newStart) {
        return startingAt(new VisitStart.At(newStart));
    }

    public EncounterFixture startingAt(VisitStart newStart) {
        return new EncounterFixture(id, version, lastUpdated, phase, newStart, participants, virtualService);
    }

    public EncounterFixture withRoom(RoomId room) {
        return with(VirtualService.documenting(room, 10));
    }

    /** A telemed visit that has no room now. */
    public EncounterFixture withPlaceholderFor(int maxParticipants) {
        return with(new VirtualService(Optional.empty(), Optional.of(maxParticipants)));
    }

    public EncounterFixture with(VirtualService service) {
        return new EncounterFixture(id, version, lastUpdated, phase, start, participants, Optional.of(service));
    }

    public EncounterFixture updatedAt(Instant time) {
        return new EncounterFixture(id, version, Optional.of(time), phase, start, participants, virtualService);
    }

    public EncounterFixture inVersion(int number) {
        return new EncounterFixture(
                id, String.valueOf(number), lastUpdated, phase, start, participants, virtualService);
    }

    public EncounterFixture nextVersion() {
        return inVersion(Integer.parseInt(version) + 1);
    }
}
