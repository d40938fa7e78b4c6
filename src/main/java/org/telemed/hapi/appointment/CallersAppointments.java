package org.telemed.hapi.appointment;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Reads Appointments on behalf of a caller: the host's hooks authorise as for a GET, the server decides by the unmasked version. */
public final class CallersAppointments {
    private final AppointmentRepository repository;
    private final CallerRights rights;

    public CallersAppointments(AppointmentRepository repository, CallerRights rights) {
        this.repository = repository;
        this.rights = rights;
    }

    /**
     * The id of the Appointment in the URL, with its partition.
     *
     * @throws TelemedException BAD_REQUEST for one with a version
     */
    AppointmentId idIn(ServletRequestDetails request, IIdType path) {
        if (path.hasVersionIdPart()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "This works on the current version of an Appointment only. Leave the version off.");
        }
        return repository.placed(request, new AppointmentId(String.valueOf(path.getIdPart()), ""));
    }

    /**
     * The current version, unmasked, if the caller may read it.
     *
     * @throws TelemedException NOT_FOUND, DELETED or NOT_ALLOWED
     */
    IBaseResource readable(CallerRequest caller, AppointmentId id) {
        try {
            ServletRequestDetails get = caller.read(repository.idOf(id));
            rights.requireInteraction(get);
            IBaseResource stored = repository.read(id);
            rights.requireReadable(get, repository.copyOf(stored));
            return stored;
        } catch (ResourceNotFoundException absent) {
            throw TelemedException.because(
                    Reason.NOT_FOUND, "There is no such Appointment. Check the id that you asked for.", absent);
        } catch (ResourceGoneException deleted) {
            throw TelemedException.because(Reason.DELETED, "This Appointment was deleted.", deleted);
        } catch (RuntimeException refused) {
            throw HostExceptionTranslation.translated(refused);
        }
    }
}
