package org.telemed.hapi.appointment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.Partitions;

/** Reads Appointments of the host's repository as the server. */
public final class AppointmentRepository {
    private static final String TYPE = "Appointment";

    private final DaoRegistry daos;
    private final FhirContext context;
    private final Partitions partitions;

    public AppointmentRepository(DaoRegistry daos, FhirContext context, Partitions partitions) {
        this.daos = daos;
        this.context = context;
        this.partitions = partitions;
    }

    /** Whether the host stores Appointments. */
    boolean isSupported() {
        return daos.getResourceDaoOrNull(TYPE) != null;
    }

    /** The current version, unmasked. */
    IBaseResource read(AppointmentId id) {
        return dao().read(idOf(id), partitions.system(id.partition()));
    }

    /** That version, unmasked; empty if the repository does not keep it. */
    Optional<IBaseResource> read(AppointmentId id, String version) {
        try {
            return Optional.of(dao().read(idOf(id).withVersion(version), partitions.system(id.partition())));
        } catch (ResourceNotFoundException | ResourceGoneException gone) {
            return Optional.empty();
        }
    }

    /** The first of those that changed since then, in that order, in all partitions. */
    List<IBaseResource> changedSince(Instant since, int most) {
        SearchParameterMap changed = SearchParameterMap.newSynchronous().setLoadSynchronousUpTo(most);
        changed.setLastUpdated(new DateRangeParam(Date.from(since), null));
        changed.setSort(new SortSpec("_lastUpdated", SortOrderEnum.ASC));
        return dao().search(changed, partitions.systemForAll()).getAllResources();
    }

    AppointmentId idOf(IBaseResource stored) {
        return new AppointmentId(stored.getIdElement().getIdPart(), partitions.of(stored));
    }

    /** The id with the partition of the request; if the request has several, with the one in which it is stored. */
    AppointmentId placed(RequestDetails request, AppointmentId id) {
        return partitions.ofRead(request, idOf(id)).map(id::in).orElseGet(() -> {
            try {
                return id.in(partitions.of(dao().read(idOf(id), partitions.systemFor(request, idOf(id)))));
            } catch (ResourceNotFoundException | ResourceGoneException absent) {
                return id; // the next read reports it
            }
        });
    }

    IBaseResource copyOf(IBaseResource resource) {
        return context.newTerser().clone(resource);
    }

    IIdType idOf(AppointmentId id) {
        return context.getVersion().newIdType(TYPE, id.value());
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        if (!isSupported()) {
            throw TelemedException.because(
                    Reason.NOT_CONFIGURED,
                    "This server stores no Appointments. Call the operation on an Encounter, or ask the operator to switch"
                            + " Appointments on.");
        }
        return daos.getResourceDao(TYPE);
    }
}
