package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * AuditEvents in the host's repository that are written once, on whichever node, because their ids are name-based UUIDs of
 * what they say.
 */
final class AuditEventStore {
    private static final int MOST_REMEMBERED = 20_000;

    private final DaoRegistry daos;
    private final FhirContext context;
    private final Partitions partitions;
    private final Set<UUID> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    AuditEventStore(DaoRegistry daos, FhirContext context, Partitions partitions) {
        this.partitions = partitions;
        this.daos = daos;
        this.context = context;
    }

    /** The id of what these parts say; each is written with its length, so that no two lists can be read as one. */
    static UUID idOf(String kind, String... parts) {
        StringBuilder name = new StringBuilder(kind);
        for (String part : parts) {
            name.append('|').append(part.length()).append(':').append(part);
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same in one of several partitions. */
    static UUID idIn(String partition, String kind, String... parts) {
        return partition.isEmpty() ? idOf(kind, parts) : idOf(kind + " in partition " + partition, parts);
    }

    /** Makes sure that the event is stored in that partition. */
    void keep(UUID id, String partition, Supplier<IBaseResource> event) {
        if (known.contains(id)) {
            return;
        }
        HostErrors.told(() -> {
            store(id, partitions.system(partition), event);
            return id;
        });
        known.add(id);
    }

    /** Whether any of them is stored. */
    boolean hasAny(Collection<UUID> ids, String partition) {
        if (ids.isEmpty() || ids.stream().anyMatch(known::contains)) {
            return !ids.isEmpty();
        }
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(id -> any.add(id.toString()));
        return HostErrors.told(() -> !dao().searchForIds(
                        SearchParameterMap.newSynchronous().add("_id", any), partitions.system(partition))
                .isEmpty());
    }

    private void store(UUID id, SystemRequestDetails system, Supplier<IBaseResource> event) {
        IIdType auditEventId = idType(id);
        try {
            dao().read(auditEventId, system);
        } catch (ResourceNotFoundException missing) {
            create(id, system, event.get());
        } catch (ResourceGoneException deleted) {
            IBaseResource again = event.get();
            again.setId(auditEventId);
            AuditGuard.allow(again);
            dao().update(again, system);
        }
    }

    private void create(UUID id, SystemRequestDetails system, IBaseResource event) {
        AuditGuard.allow(event);
        event.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id.toString());
        try {
            dao().create(event, system);
        } catch (ResourceVersionConflictException another) {
            // another request was faster; should its write be lost, this read says so
            dao().read(idType(id), system);
        }
    }

    private IIdType idType(UUID id) {
        return context.getVersion().newIdType("AuditEvent", id.toString());
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        return daos.getResourceDao("AuditEvent");
    }
}
