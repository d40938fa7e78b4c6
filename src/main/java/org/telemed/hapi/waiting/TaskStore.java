package org.telemed.hapi.waiting;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.task.TaskReferences;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.error.HostExceptionTranslation;
import org.telemed.hapi.guard.ServerRecordInterceptor;

/** Reads and writes Tasks as the server, under ids of its choice. */
final class TaskStore {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.waiting");

    private final DaoRegistry daos;
    private final FhirContext context;
    private final Partitions partitions;

    TaskStore(DaoRegistry daos, FhirContext context, Partitions partitions) {
        this.daos = daos;
        this.context = context;
        this.partitions = partitions;
    }

    Optional<IBaseResource> read(UUID id, String partition) {
        return HostExceptionTranslation.translating(() -> stored(id(id.toString()), partitions.system(partition)));
    }

    List<IBaseResource> search(SearchParameterMap parameters, String partition) {
        return search(parameters, partitions.system(partition));
    }

    List<IBaseResource> searchEverywhere(SearchParameterMap parameters) {
        return search(parameters, partitions.systemEverywhere());
    }

    private List<IBaseResource> search(SearchParameterMap parameters, SystemRequestDetails system) {
        parameters.setLoadSynchronous(true);
        return HostExceptionTranslation.translating(
                () -> dao().search(parameters, system).getAllResources());
    }

    /** The partition of a stored Task. */
    String partitionOf(IBaseResource task) {
        return partitions.of(task);
    }

    /**
     * Creates it under an id that must be free; what somebody else put there is written over.
     *
     * @param content the Task in each form
     * @param isOurs whether a stored Task is genuine
     * @return the id with the version
     * @throws TelemedException CONFLICT if another node has created it
     */
    IIdType create(
            UUID id,
            Function<TaskReferences, IBaseResource> content,
            String partition,
            Predicate<IBaseResource> isOurs) {
        return inFirstAcceptedForm(content, task -> {
            SystemRequestDetails system = partitions.system(partition);
            IIdType plain = id(id.toString());
            try {
                IBaseResource stored = dao().read(plain, system);
                requireForeign(stored, isOurs);
                return update(task, stored.getIdElement().toUnqualified(), system);
            } catch (ResourceNotFoundException missing) {
                task.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id.toString());
                return dao().create(task, system).getId();
            } catch (ResourceGoneException deleted) {
                return update(task, plain, system);
            }
        });
    }

    /** Logs that an id of ours holds a resource of somebody else. */
    private static void requireForeign(IBaseResource stored, Predicate<IBaseResource> isOurs) {
        if (isOurs.test(stored)) {
            throw HostExceptionTranslation.conflict();
        }
        LOG.warn(
                "{} is not telemed's, though only telemed knows that id. It is written over; its history shows what it was."
                        + " Ask who had the API key's secret, and change the key.",
                stored.getIdElement().toUnqualifiedVersionless().getValue());
    }

    /**
     * Writes over exactly that version.
     *
     * @throws TelemedException CONFLICT if it is no longer the current one
     */
    IIdType update(Function<TaskReferences, IBaseResource> content, String idAndVersion, String partition) {
        return inFirstAcceptedForm(content, task -> {
            try {
                return update(task, context.getVersion().newIdType(idAndVersion), partitions.system(partition));
            } catch (ResourceGoneException deleted) {
                throw TelemedException.because(Reason.CONFLICT, "The Task was deleted.", deleted);
            }
        });
    }

    /** Literal references where the repository takes them: it refuses those that it cannot resolve. */
    private static IIdType inFirstAcceptedForm(
            Function<TaskReferences, IBaseResource> content, Function<IBaseResource, IIdType> write) {
        return HostExceptionTranslation.translating(() -> {
            for (TaskReferences form : TaskReferences.values()) {
                try {
                    return write.apply(allowed(content.apply(form)));
                } catch (InvalidRequestException | UnprocessableEntityException refused) {
                    if (form == TaskReferences.BY_IDENTIFIER) {
                        throw refused;
                    }
                }
            }
            throw new IllegalStateException("no form of a Task");
        });
    }

    private static IBaseResource allowed(IBaseResource task) {
        ServerRecordInterceptor.allow(task);
        return task;
    }

    private IIdType update(IBaseResource task, IIdType id, SystemRequestDetails system) {
        task.setId(id);
        return dao().update(task, system).getId();
    }

    private Optional<IBaseResource> stored(IIdType id, SystemRequestDetails system) {
        try {
            return Optional.of(dao().read(id, system));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return Optional.empty();
        }
    }

    private IIdType id(String id) {
        return context.getVersion().newIdType("Task", id);
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        if (!daos.isResourceTypeSupported("Task")) {
            throw TelemedException.because(
                    Reason.NOT_CONFIGURED,
                    "This server does not store Tasks, so it has no waiting room. Ask its operator to support the"
                            + " resource type Task.");
        }
        return daos.getResourceDao("Task");
    }
}
