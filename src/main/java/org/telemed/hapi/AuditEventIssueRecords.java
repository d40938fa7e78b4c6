package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.participant.Actor;
import org.telemed.core.participant.IssueRecords;
import org.telemed.core.participant.Profile;
import org.telemed.core.token.KeyedIds;
import org.telemed.fhir.IssueRecord;
import org.telemed.fhir.IssueRecordWriter;

/** Issue records as AuditEvents in the host's repository, one per (Encounter, identity, profile). */
public final class AuditEventIssueRecords implements IssueRecords {
    private final AuditEventStore store;
    private final KeyedIds ids;
    private final IssueRecordWriter writer;
    private final String observer;
    private final Clock clock;

    /**
     * Records into that repository.
     *
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventIssueRecords(
            AuditEventStore store, KeyedIds ids, FhirContext context, String observer, Clock clock) {
        this.store = store;
        this.ids = ids;
        this.writer = new IssueRecordWriter(context);
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void keep(EncounterId encounter, Actor actor, Profile profile, String identity, String tokenId) {
        IssueRecord record = new IssueRecord(encounter, profile, identity);
        store.keep(
                idOf(record),
                encounter.partition(),
                stored -> read(stored, encounter.partition())
                        .filter(record::equals)
                        .isPresent(),
                () -> writer.write(encounter, actor, profile, identity, tokenId, clock.instant(), observer));
    }

    @Override
    public boolean isKnown(EncounterId encounter, String identity, Collection<Profile> profiles) {
        Map<UUID, IssueRecord> wanted = new LinkedHashMap<>();
        for (Profile profile : profiles) {
            IssueRecord record = new IssueRecord(encounter, profile, identity);
            wanted.put(idOf(record), record);
        }
        return !wanted.isEmpty()
                && (wanted.keySet().stream().anyMatch(store::isVerified)
                        || isStored(wanted, encounter.partition())
                        || ofEncounter(encounter).anyMatch(wanted::containsValue));
    }

    /** Whom that identity was given to for that Encounter; empty if to nobody, or to several. */
    Optional<Profile> profileOf(EncounterId encounter, String identity) {
        List<Profile> profiles = ofEncounter(encounter)
                .filter(record -> record.identity().equals(identity))
                .map(IssueRecord::profile)
                .distinct()
                .toList();
        return profiles.size() == 1 ? Optional.of(profiles.get(0)) : Optional.empty();
    }

    private boolean isStored(Map<UUID, IssueRecord> wanted, String partition) {
        List<IBaseResource> found = store.read(wanted.keySet(), partition).stream()
                .filter(event -> read(event, partition)
                        .filter(record -> record.equals(wanted.get(idOf(record))))
                        .filter(record -> idOf(record)
                                .toString()
                                .equals(event.getIdElement().getIdPart()))
                        .isPresent())
                .toList();
        found.forEach(store::verified);
        return !found.isEmpty();
    }

    /** All records of that Encounter, also those under ids that were made with another API key. */
    private Stream<IssueRecord> ofEncounter(EncounterId encounter) {
        String reference = new Profile("Encounter", encounter.value()).reference();
        return store.find(reference, writer.code(), encounter.partition()).stream()
                .flatMap(event -> read(event, encounter.partition()).stream())
                .filter(record -> record.encounter().equals(encounter));
    }

    private Optional<IssueRecord> read(IBaseResource event, String partition) {
        return writer.read(event)
                .map(record -> new IssueRecord(record.encounter().in(partition), record.profile(), record.identity()));
    }

    private UUID idOf(IssueRecord record) {
        return ids.idOf(
                "issue record",
                record.encounter().partition(),
                record.encounter().value(),
                record.identity(),
                record.profile().reference());
    }
}
