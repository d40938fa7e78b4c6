package org.telemed.hapi.appointment;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.BookedVisit;
import org.telemed.core.appointment.VisitChange;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.fhir.appointment.AppointmentReader;
import org.telemed.fhir.appointment.PlannedEncounterWriter;
import org.telemed.hapi.encounter.EncounterRepository;
import org.telemed.hapi.error.HostExceptionTranslation;

/**
 * Writes the changes of an Appointment into the planned Encounter that the server made for it. Idempotent: it applies the
 * difference between the version by which the Encounter was written last and the current one, and notes the latter.
 */
public final class AppointmentFollower {
    private final AppointmentRepository appointments;
    private final AppointmentEncounters encounters;
    private final EncounterRepository repository;
    private final AppointmentReader reader;
    private final PlannedEncounterWriter writer;

    /** Reads and writes that repository. */
    public AppointmentFollower(
            AppointmentRepository appointments,
            AppointmentEncounters encounters,
            EncounterRepository repository,
            AppointmentReader reader,
            PlannedEncounterWriter writer) {
        this.appointments = appointments;
        this.encounters = encounters;
        this.repository = repository;
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * Brings the Encounter in line with its Appointment. Not for the thread of a transaction that has just committed: HAPI
     * would lose the write.
     *
     * @return whether it was changed
     * @throws org.telemed.core.error.TelemedException CONFLICT if somebody else changed it meanwhile, each time
     */
    public boolean follow(AppointmentId appointment) {
        return RetryOnConflict.untilUncontested(
                RetryOnConflict.TRIES,
                () -> HostExceptionTranslation.translating(() -> encounters
                        .own(appointment)
                        .made()
                        .filter(encounters::isPlanned)
                        .filter(encounter -> follow(appointment, encounter))
                        .isPresent()));
    }

    private boolean follow(AppointmentId id, IBaseResource encounter) {
        EncounterId visit = encounters.idOf(encounter);
        IBaseResource changed = repository.copyOf(encounter);
        try {
            IBaseResource appointment = appointments.read(id);
            Optional<String> before = encounters.writtenBy(encounter, visit, id);
            String version = appointment.getIdElement().getVersionIdPart();
            VisitChange change = before.filter(version::equals).isPresent()
                    ? VisitChange.NONE
                    : change(id, before, reader.read(appointment));
            if (change.isEmpty()) {
                return false;
            }
            writer.apply(change, appointment, id, version, changed);
        } catch (ResourceNotFoundException absent) {
            return false;
        } catch (ResourceGoneException deleted) {
            writer.callOff(id, changed);
        }
        repository.updateContent(changed, visit, encounter.getIdElement().getVersionIdPart());
        return true;
    }

    private VisitChange change(AppointmentId id, Optional<String> before, BookedVisit now) {
        return before.flatMap(version -> appointments.read(id, version))
                .map(reader::read)
                .map(was -> VisitChange.between(was, now))
                .orElseGet(() -> VisitChange.by(now));
    }
}
