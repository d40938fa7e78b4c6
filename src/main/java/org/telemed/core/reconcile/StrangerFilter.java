package org.telemed.core.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.waiting.WaitingRoom;

/** Finds those in a room who may not be in it now: no participants of the Encounter, or not admitted. */
final class StrangerFilter {
    private final MembershipRule membershipRule;
    private final WaitingRoom waitingRoom;
    private final IdentityRecords records;
    private final Clock clock;

    StrangerFilter(MembershipRule membershipRule, WaitingRoom waitingRoom, IdentityRecords records, Clock clock) {
        this.membershipRule = membershipRule;
        this.waitingRoom = waitingRoom;
        this.records = records;
        this.clock = clock;
    }

    /** @throws RuntimeException if the repository fails; that never means that somebody is a stranger */
    List<RoomParticipant> strangers(TelemedEncounter encounter, List<RoomParticipant> inside) {
        if (inside.isEmpty()) {
            return List.of();
        }
        Set<ResourceReference> members =
                membershipRule.currentMembers(encounter.id().partition(), encounter.participants(), clock.instant());
        Predicate<RoomParticipant> isGuest = participant -> VideoIdentities.isGuest(participant.identity());
        Set<ResourceReference> users =
                inside.stream().allMatch(isGuest) ? Set.of() : waitingRoom.admitted(encounter, members, false);
        Set<ResourceReference> guests =
                inside.stream().anyMatch(isGuest) ? waitingRoom.admitted(encounter, members, true) : Set.of();
        return inside.stream()
                .filter(participant -> !records.isKnown(
                        encounter.id(), participant.identity(), isGuest.test(participant) ? guests : users))
                .toList();
    }
}
