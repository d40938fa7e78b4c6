package org.telemed.hapi.appointment;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.BookedVisit;
import org.telemed.core.create.CreateOptions;
import org.telemed.core.create.CreateTelemedRoom;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.appointment.AppointmentReader;
import org.telemed.fhir.appointment.PlannedEncounterWriter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.encounter.JpaEncounterAccess;
import org.telemed.hapi.encounter.JpaSubmittedEncounter;
import org.telemed.hapi.error.HostExceptionTranslation;
import org.telemed.hapi.operation.OperationHandler;
import org.telemed.hapi.operation.OperationRequests;
import org.telemed.hapi.operation.input.OperationInput;

/**
 * Handles {@code $create-telemed-room} on an Appointment: finds or creates its one Encounter, with the caller's rights, and
 * gives it a room.
 */
public final class AppointmentRoomOperation implements OperationHandler<IBaseResource> {
    private static final Set<String> PARAMETERS = Set.of(OperationInput.MAX_PARTICIPANTS, OperationInput.WAITING_ROOM);

    private final OperationRequests requests;
    private final CreateTelemedRoom createRoom;
    private final CallersAppointments appointments;
    private final AppointmentEncounters encountersOfAppointments;
    private final AppointmentReader reader;
    private final PlannedEncounterWriter writer;
    private final Consumer<AppointmentId> follow;

    /**
     * Calls that use case.
     *
     * @param follow schedules the follower
     */
    public AppointmentRoomOperation(
            OperationRequests requests,
            CreateTelemedRoom createRoom,
            CallersAppointments appointments,
            AppointmentEncounters encountersOfAppointments,
            AppointmentReader reader,
            PlannedEncounterWriter writer,
            Consumer<AppointmentId> follow) {
        this.requests = requests;
        this.createRoom = createRoom;
        this.appointments = appointments;
        this.encountersOfAppointments = encountersOfAppointments;
        this.reader = reader;
        this.writer = writer;
        this.follow = follow;
    }

    @Override
    public IBaseResource run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        requests.callerOf(request);
        OperationInput input = requests.inputOf(request, body, PARAMETERS);
        if (id == null) {
            throw badRequest("Name the Appointment in the URL.");
        }
        CallerRequest caller = new CallerRequest(request);
        requireNoConditions(request);
        AppointmentId appointment = appointments.idIn(request, id);
        IBaseResource stored = appointments.readable(caller, appointment);
        BookedVisit visit = reader.read(stored);
        visit.requireBooked();
        CreateOptions options = new CreateOptions(input.maxParticipants(), input.waitingRoom());
        JpaEncounterAccess encounters = requests.encountersOf(caller);
        IBaseResource answer = theOne(encounters, appointment)
                .map(known -> encounters.answer(createRoom.forStored(encounters, known, options)))
                .map(encounter -> requests.answer(request, encounter))
                .orElseGet(() ->
                        created(caller, encounters, appointment, newEncounter(stored, visit, appointment), options));
        follow.accept(appointment); // it may have changed between the read and the write
        return answer;
    }

    private IBaseResource newEncounter(IBaseResource stored, BookedVisit visit, AppointmentId appointment) {
        visit.requirePlannable();
        return writer.newEncounter(stored, appointment, stored.getIdElement().getVersionIdPart(), visit);
    }

    /** Two resources are meant here, so that nobody could tell of which one a condition speaks. */
    private static void requireNoConditions(ServletRequestDetails request) {
        if (!request.getHeaders(Constants.HEADER_IF_MATCH).isEmpty()) {
            throw badRequest(
                    "If-Match does not work on an Appointment. Call the operation on its Encounter with the ETag of"
                            + " that, or leave If-Match out.");
        }
        if (!request.getHeaders("Idempotency-Key").isEmpty()) {
            throw badRequest(
                    "An Appointment gets one Encounter, however often you ask. Leave the Idempotency-Key out.");
        }
    }

    private Optional<EncounterId> theOne(JpaEncounterAccess encounters, AppointmentId appointment) {
        List<EncounterId> referring =
                HostExceptionTranslation.translating(() -> encountersOfAppointments.referringTo(appointment));
        if (referring.size() > 1) {
            encounters.updatableByCaller(referring.get(0)); // whoever may not write it does not learn of it
            throw TelemedException.because(
                    Reason.SEVERAL_ENCOUNTERS,
                    "There are several Encounters of this Appointment. Call $create-telemed-room on the one that is meant,"
                            + " as Encounter/[id]/$create-telemed-room.");
        }
        return referring.stream().findFirst();
    }

    private IBaseResource created(
            CallerRequest caller,
            JpaEncounterAccess encounters,
            AppointmentId appointment,
            IBaseResource encounter,
            CreateOptions options) {
        JpaSubmittedEncounter submitted = requests.submittedEncounter(caller, encounter);
        EncounterId id = nextId(appointment).in(submitted.partition());
        ServletRequestDetails request = caller.operation();
        return createRoom
                .forNewOnce(encounters, submitted, id, options)
                .map(encounters::answer)
                .or(() -> encounters.shown(id)) // another request was faster
                .map(answer -> requests.answer(request, answer))
                .orElseGet(() -> requests.answer(request, id));
    }

    private EncounterId nextId(AppointmentId appointment) {
        AppointmentEncounters.Own own =
                HostExceptionTranslation.translating(() -> encountersOfAppointments.own(appointment));
        return own.made()
                .map(made -> new EncounterId(made.getIdElement().getIdPart()))
                .or(own::free)
                .orElseThrow(() -> TelemedException.because(
                        Reason.CONFLICT,
                        "Several Encounters of this Appointment were cancelled or deleted already. Create the next one"
                                + " yourself, with a reference to the Appointment."));
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
