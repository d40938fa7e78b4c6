package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.participant.Actor;
import org.telemed.core.participant.IssueRecords;
import org.telemed.core.participant.Profile;
import org.telemed.fhir.IssueRecordWriter;

/**
 * Issue records as AuditEvents in the host's repository. The id is a name-based UUID of (Encounter, identity, profile), so
 * each is written once, on whichever node, and found by a read.
 */
public final class AuditEventIssueRecords implements IssueRecords {
    private static final int MOST_REMEMBERED = 20_000;

    private final DaoRegistry daos;
    private final FhirContext context;
    private final IssueRecordWriter writer;
    private final String observer;
    private final Clock clock;
    private final Set<UUID> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    /**
     * Records into that repository.
     *
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventIssueRecords(DaoRegistry daos, FhirContext context, String observer, Clock clock) {
        this.daos = daos;
        this.context = context;
        this.writer = new IssueRecordWriter(context);
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void keep(EncounterId encounter, Actor actor, Profile profile, String identity, String tokenId) {
        UUID id = idOf(encounter, identity, profile);
        if (known.contains(id)) {
            return;
        }
        HostErrors.told(() -> {
            store(id, () -> writer.write(encounter, actor, profile, identity, tokenId, clock.instant(), observer));
            return id;
        });
        known.add(id);
    }

    private void store(UUID id, Supplier<IBaseResource> event) {
        IIdType auditEventId = context.getVersion().newIdType("AuditEvent", id.toString());
        try {
            dao().read(auditEventId, new SystemRequestDetails());
        } catch (ResourceNotFoundException missing) {
            create(id, event.get());
        } catch (ResourceGoneException deleted) {
            IBaseResource again = event.get();
            again.setId(auditEventId);
            dao().update(again, new SystemRequestDetails());
        }
    }

    private void create(UUID id, IBaseResource event) {
        event.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id.toString());
        try {
            dao().create(event, new SystemRequestDetails());
        } catch (ResourceVersionConflictException another) {
            // the same person's other request was faster; should its write be lost, this read says so
            dao().read(context.getVersion().newIdType("AuditEvent", id.toString()), new SystemRequestDetails());
        }
    }

    /** Length-prefixed, so that no two triples can be read as one. */
    private static UUID idOf(EncounterId encounter, String identity, Profile profile) {
        StringBuilder name = new StringBuilder("issue-record");
        for (String part : new String[] {encounter.value(), identity, profile.reference()}) {
            name.append('|').append(part.length()).append(':').append(part);
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        return daos.getResourceDao("AuditEvent");
    }
}
