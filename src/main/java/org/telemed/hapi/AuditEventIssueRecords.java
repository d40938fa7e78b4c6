package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.participant.Actor;
import org.telemed.core.participant.IssueRecords;
import org.telemed.core.participant.Profile;
import org.telemed.fhir.IssueRecordWriter;

/** Issue records as AuditEvents in the host's repository, one per (Encounter, identity, profile). */
public final class AuditEventIssueRecords implements IssueRecords {
    private final AuditEventStore store;
    private final IssueRecordWriter writer;
    private final String observer;
    private final Clock clock;

    /**
     * Records into that repository.
     *
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventIssueRecords(
            DaoRegistry daos, FhirContext context, Partitions partitions, String observer, Clock clock) {
        this.store = new AuditEventStore(daos, context, partitions);
        this.writer = new IssueRecordWriter(context);
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void keep(EncounterId encounter, Actor actor, Profile profile, String identity, String tokenId) {
        store.keep(
                idOf(encounter, identity, profile),
                encounter.partition(),
                () -> writer.write(encounter, actor, profile, identity, tokenId, clock.instant(), observer));
    }

    @Override
    public boolean isKnown(EncounterId encounter, String identity, Collection<Profile> profiles) {
        return store.hasAny(
                profiles.stream()
                        .map(profile -> idOf(encounter, identity, profile))
                        .toList(),
                encounter.partition());
    }

    private static UUID idOf(EncounterId encounter, String identity, Profile profile) {
        return AuditEventStore.idIn(
                encounter.partition(), "issue-record", encounter.value(), identity, profile.reference());
    }
}
