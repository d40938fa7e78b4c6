package org.telemed.hapi.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriOrListParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.util.TaskChunker;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.collection.BoundedMap;
import org.telemed.fhir.audit.TelemedAuditEvents;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.error.HostExceptionTranslation;
import org.telemed.hapi.guard.ServerRecordInterceptor;

/**
 * Stores AuditEvents under ids of our choice, once across all nodes. A stored event counts only if its content matches
 * its id.
 */
public final class AuditEventStore {
    private static final int MOST_REMEMBERED = 20_000;

    /** In one search, which has a parameter of SQL for each. */
    private static final int MOST_IDS_AT_ONCE = 200;

    /** A create that loses a race reads what the winner wrote. */
    private static final int TRIES = 3;

    private final DaoRegistry daos;
    private final FhirContext context;
    private final Partitions partitions;
    private final AuditEventFailures failures;
    private final TelemedAuditEvents events;

    /** Only what this node has written, or has read and found to say what it should. */
    private final Set<UUID> verified = BoundedMap.setOfNewest(MOST_REMEMBERED);

    /** One writer for each id on this node: a create that loses a race leaves a database error in the host's log. */
    private final List<Object> locks = Stream.generate(Object::new).limit(1024).toList();

    /** @param failures counts the events that could not be written */
    public AuditEventStore(DaoRegistry daos, FhirContext context, Partitions partitions, AuditEventFailures failures) {
        this.partitions = partitions;
        this.daos = daos;
        this.context = context;
        this.failures = failures;
        this.events = new TelemedAuditEvents(context);
    }

    /** Stores an event that was never stored before. */
    void storeNew(AuditEventToStore event) {
        failures.counting(() -> create(
                event.id(), partitions.system(event.partition()), event.event().get()));
    }

    /** Makes sure that the event is stored. Somebody else's resource under its id is written over. */
    void ensureStored(AuditEventToStore event) {
        UUID id = event.id();
        if (verified.contains(id)) {
            return;
        }
        synchronized (locks.get(Math.floorMod(id.hashCode(), locks.size()))) {
            if (verified.contains(id)) {
                return;
            }
            failures.counting(() -> {
                if (!isStoredUnderFormerId(event)) {
                    store(event);
                }
            });
            verified.add(id);
        }
    }

    /** Whether this node has written that event, or has read it and found it to say what it should. */
    boolean isVerified(UUID id) {
        return verified.contains(id);
    }

    /** Remembers that the stored event says what it should. */
    void verified(IBaseResource stored) {
        verified.add(UUID.fromString(stored.getIdElement().getIdPart()));
    }

    /** What stands under these ids, whoever wrote it. */
    List<IBaseResource> read(Collection<UUID> ids, String partition) {
        return TaskChunker.chunk(ids.stream(), MOST_IDS_AT_ONCE)
                .flatMap(some -> search(new SearchParameterMap().add("_id", anyOf(some)), partition).stream())
                .toList();
    }

    private static TokenOrListParam anyOf(List<UUID> ids) {
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(id -> any.add(id.toString()));
        return any;
    }

    /** The events with that policy and that code of ours. */
    List<IBaseResource> find(String policy, String code, String partition) {
        return search(
                new SearchParameterMap()
                        .add(TelemedAuditEvents.POLICY_PARAMETER, new UriParam(policy))
                        .add(events.codeParameter(), new TokenParam(TelemedUrls.EVENT_SYSTEM, code)),
                partition);
    }

    /** The events with any of these policies and any of these codes of ours that were stored since. */
    List<IBaseResource> find(Collection<String> policies, Collection<String> codes, Instant since, String partition) {
        UriOrListParam anyPolicy = new UriOrListParam();
        policies.forEach(policy -> anyPolicy.add(new UriParam(policy)));
        TokenOrListParam anyCode = new TokenOrListParam();
        codes.forEach(code -> anyCode.add(TelemedUrls.EVENT_SYSTEM, code));
        SearchParameterMap recent = new SearchParameterMap()
                .add(TelemedAuditEvents.POLICY_PARAMETER, anyPolicy)
                .add(events.codeParameter(), anyCode);
        recent.setLastUpdated(new DateRangeParam(Date.from(since), null));
        return search(recent, partition);
    }

    private List<IBaseResource> search(SearchParameterMap parameters, String partition) {
        parameters.setLoadSynchronous(true);
        return HostExceptionTranslation.translating(
                () -> dao().search(parameters, partitions.system(partition)).getAllResources());
    }

    private boolean isStoredUnderFormerId(AuditEventToStore event) {
        List<UUID> former = event.ids().subList(1, event.ids().size());
        return !former.isEmpty() && read(former, event.partition()).stream().anyMatch(event.saysSo());
    }

    private void store(AuditEventToStore event) {
        SystemRequestDetails system = partitions.system(event.partition());
        for (int attempt = 1; ; attempt++) {
            try {
                storeUnlessStored(event, system);
                return;
            } catch (ResourceVersionConflictException raced) {
                if (attempt == TRIES) {
                    throw raced;
                }
            }
        }
    }

    private void storeUnlessStored(AuditEventToStore event, SystemRequestDetails system) {
        IIdType id = context.getVersion().newIdType("AuditEvent", event.id().toString());
        try {
            IBaseResource stored = dao().read(id, system);
            if (!event.saysSo().test(stored)) {
                failures.foreign(id);
                update(
                        stored.getIdElement().toUnqualified(),
                        system,
                        event.event().get());
            }
        } catch (ResourceNotFoundException missing) {
            create(event.id(), system, event.event().get());
        } catch (ResourceGoneException deleted) {
            update(id, system, event.event().get());
        }
    }

    /** Stores it under an id that must be free. */
    void create(UUID id, SystemRequestDetails system, IBaseResource event) {
        ServerRecordInterceptor.allow(event);
        event.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id.toString());
        dao().create(event, system);
    }

    private void update(IIdType id, SystemRequestDetails system, IBaseResource event) {
        ServerRecordInterceptor.allow(event);
        event.setId(id);
        dao().update(event, system);
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        return daos.getResourceDao("AuditEvent");
    }
}
