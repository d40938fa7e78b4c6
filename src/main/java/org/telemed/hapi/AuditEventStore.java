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
    private final Set<UUID> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    AuditEventStore(DaoRegistry daos, FhirContext context) {
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

    /** Makes sure that the event is stored. */
    void keep(UUID id, Supplier<IBaseResource> event) {
        if (known.contains(id)) {
            return;
        }
        HostErrors.told(() -> {
            store(id, event);
            return id;
        });
        known.add(id);
    }

    /** Whether any of them is stored. */
    boolean hasAny(Collection<UUID> ids) {
        if (ids.isEmpty() || ids.stream().anyMatch(known::contains)) {
            return !ids.isEmpty();
        }
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(id -> any.add(id.toString()));
        return HostErrors.told(() -> !dao().searchForIds(
                        SearchParameterMap.newSynchronous().add("_id", any), new SystemRequestDetails())
                .isEmpty());
    }

    private void store(UUID id, Supplier<IBaseResource> event) {
        IIdType auditEventId = idType(id);
        try {
            dao().read(auditEventId, new SystemRequestDetails());
        } catch (ResourceNotFoundException missing) {
            create(id, event.get());
        } catch (ResourceGoneException deleted) {
            IBaseResource again = event.get();
            again.setId(auditEventId);
            AuditGuard.allow(again);
            dao().update(again, new SystemRequestDetails());
        }
    }

    private void create(UUID id, IBaseResource event) {
        AuditGuard.allow(event);
        event.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id.toString());
        try {
            dao().create(event, new SystemRequestDetails());
        } catch (ResourceVersionConflictException another) {
            // another request was faster; should its write be lost, this read says so
            dao().read(idType(id), new SystemRequestDetails());
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
