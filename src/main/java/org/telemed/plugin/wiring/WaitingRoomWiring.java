package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.waiting.AdmissionRule;
import org.telemed.core.waiting.AdmissionUpkeep;
import org.telemed.core.waiting.DecideAdmission;
import org.telemed.core.waiting.ModeratorAccess;
import org.telemed.core.waiting.OpenAdmissions;
import org.telemed.core.waiting.WaitingRoom;
import org.telemed.core.watch.ChangeSource;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.waiting.AdmissionChanges;
import org.telemed.hapi.waiting.OpenTasks;
import org.telemed.hapi.waiting.TaskAdmissions;
import org.telemed.plugin.settings.TelemedProperties;

/** Builds the waiting room. */
final class WaitingRoomWiring {
    private final MembershipRule membershipRule;
    private final AdmissionRule rule;
    private final TaskAdmissions admissions;
    private final WaitingRoom room;
    private final ModeratorAccess access;
    private final Clock clock;

    /**
     * Builds on these.
     *
     * @param database HAPI's; empty in a host with several
     * @param onChange is called with the Encounter of each stored admission
     */
    WaitingRoomWiring(
            TelemedProperties properties,
            DaoRegistry daos,
            FhirContext context,
            Partitions partitions,
            KeyedIds ids,
            MembershipRule membershipRule,
            Optional<EntityManagerFactory> database,
            Consumer<EncounterId> onChange,
            Clock clock) {
        this.membershipRule = membershipRule;
        this.clock = clock;
        ModeratorRule moderators = new ModeratorRule(properties.waitingRoom().moderators());
        this.rule = new AdmissionRule(
                properties.waitingRoom().enabled(),
                moderators,
                properties.guests().enabled());
        this.admissions = new TaskAdmissions(daos, context, partitions, ids, database, onChange);
        this.room = new WaitingRoom(rule, admissions, clock);
        this.access = new ModeratorAccess(
                membershipRule,
                moderators,
                new ExistenceHiding(properties.security().hideExistence()),
                clock);
    }

    WaitingRoom room() {
        return room;
    }

    TaskAdmissions admissions() {
        return admissions;
    }

    ModeratorRule moderators() {
        return rule.moderators();
    }

    ModeratorAccess access() {
        return access;
    }

    /** @param onDismissal is called after somebody was dismissed, to have them disconnected */
    DecideAdmission decideAdmission(Consumer<EncounterId> onDismissal) {
        return new DecideAdmission(access, rule, admissions, onDismissal, clock);
    }

    /** @param onLeftInCall is called if somebody takes part again whose admission was closed, to have them disconnected */
    AdmissionUpkeep upkeep(EncounterStates encounters, Consumer<EncounterId> onLeftInCall) {
        return new AdmissionUpkeep(admissions, encounters, membershipRule, onLeftInCall, clock);
    }

    OpenAdmissions open() {
        return new OpenTasks(admissions);
    }

    /** Finds what other nodes have stored. */
    ChangeSource changes() {
        return new AdmissionChanges(admissions, clock);
    }
}
