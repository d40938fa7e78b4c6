package org.telemed.hapi.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.audit.IdentityRecord;
import org.telemed.fhir.audit.IdentityRecordWriter;

/** Stores identity records as AuditEvents in the host's repository, one per Encounter, identity and person. */
public final class AuditEventIdentityRecords implements IdentityRecords {
    private final AuditEventStore store;
    private final KeyedIds ids;
    private final IdentityRecordWriter writer;
    private final String observer;
    private final Clock clock;

    /**
     * Writes to that repository.
     *
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventIdentityRecords(
            AuditEventStore store, KeyedIds ids, FhirContext context, String observer, Clock clock) {
        this.store = store;
        this.ids = ids;
        this.writer = new IdentityRecordWriter(context);
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void ensureStored(
            EncounterId encounter, Caller caller, ResourceReference person, String identity, String tokenId) {
        IdentityRecord record = new IdentityRecord(encounter, person, identity);
        store.ensureStored(new AuditEventToStore(
                idsOf(record),
                encounter.partition(),
                stored -> read(stored, encounter.partition())
                        .filter(record::equals)
                        .isPresent(),
                () -> writer.write(encounter, caller, person, identity, tokenId, clock.instant(), observer)));
    }

    @Override
    public boolean isKnown(EncounterId encounter, String identity, Collection<ResourceReference> people) {
        Map<UUID, IdentityRecord> wanted = new LinkedHashMap<>();
        for (ResourceReference person : people) {
            IdentityRecord record = new IdentityRecord(encounter, person, identity);
            idsOf(record).forEach(id -> wanted.put(id, record));
        }
        return !wanted.isEmpty()
                && (wanted.keySet().stream().anyMatch(store::isVerified) || isStored(wanted, encounter.partition()));
    }

    @Override
    public Map<String, Set<ResourceReference>> peopleByIdentity(EncounterId encounter) {
        String reference = new ResourceReference("Encounter", encounter.value()).reference();
        return store.find(reference, writer.code(), encounter.partition()).stream()
                .flatMap(event -> genuine(event, encounter.partition()).stream())
                .filter(record -> record.encounter().equals(encounter))
                .collect(groupingBy(IdentityRecord::identity, mapping(IdentityRecord::person, toSet())));
    }

    /** The person to whom that identity was given for that Encounter; empty if to nobody, or to several. */
    Optional<ResourceReference> personOf(EncounterId encounter, String identity) {
        Set<ResourceReference> people = peopleByIdentity(encounter).getOrDefault(identity, Set.of());
        return people.size() == 1 ? Optional.of(people.iterator().next()) : Optional.empty();
    }

    private boolean isStored(Map<UUID, IdentityRecord> wanted, String partition) {
        List<IBaseResource> found = store.read(wanted.keySet(), partition).stream()
                .filter(event ->
                        genuine(event, partition).filter(wanted::containsValue).isPresent())
                .toList();
        found.forEach(store::verified);
        return !found.isEmpty();
    }

    /**
     * The record in an event, if the event's id is the keyed hash of that record: without the key nobody can compute
     * it.
     */
    private Optional<IdentityRecord> genuine(IBaseResource event, String partition) {
        return read(event, partition)
                .filter(record -> idsOf(record).stream()
                        .anyMatch(
                                id -> id.toString().equals(event.getIdElement().getIdPart())));
    }

    private Optional<IdentityRecord> read(IBaseResource event, String partition) {
        return writer.read(event)
                .map(record ->
                        new IdentityRecord(record.encounter().in(partition), record.person(), record.identity()));
    }

    private List<UUID> idsOf(IdentityRecord record) {
        return ids.idsOf(
                "issue record",
                record.encounter().partition(),
                record.encounter().value(),
                record.identity(),
                record.person().reference());
    }
}
