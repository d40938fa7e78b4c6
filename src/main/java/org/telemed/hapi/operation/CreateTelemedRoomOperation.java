package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.caller.Caller;
import org.telemed.core.create.CreateOptions;
import org.telemed.core.create.CreateTelemedRoom;
import org.telemed.core.create.IdempotentIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.encounter.JpaEncounterAccess;
import org.telemed.hapi.encounter.JpaSubmittedEncounter;
import org.telemed.hapi.operation.input.OperationInput;

/** Handles {@code $create-telemed-room}: for a new Encounter, an update, or a stored Encounter. */
public final class CreateTelemedRoomOperation implements OperationHandler<IBaseResource> {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Set<String> OF_INSTANCE = Set.of(OperationInput.MAX_PARTICIPANTS, OperationInput.WAITING_ROOM);
    private static final Set<String> OF_TYPE =
            Set.of(OperationInput.ENCOUNTER, OperationInput.MAX_PARTICIPANTS, OperationInput.WAITING_ROOM);

    private final OperationRequests requests;
    private final CreateTelemedRoom createRoom;
    private final IdempotentIds idempotentIds;

    /** Calls that use case. */
    public CreateTelemedRoomOperation(
            OperationRequests requests, CreateTelemedRoom createRoom, IdempotentIds idempotentIds) {
        this.requests = requests;
        this.createRoom = createRoom;
        this.idempotentIds = idempotentIds;
    }

    @Override
    public IBaseResource run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        Caller caller = requests.callerOf(request);
        OperationInput input = requests.inputOf(request, body, id == null ? OF_TYPE : OF_INSTANCE);
        CreateOptions options = new CreateOptions(input.maxParticipants(), input.waitingRoom());
        CallerRequest plain = new CallerRequest(request);
        JpaEncounterAccess encounters = requests.encountersOf(plain);
        if (id != null) {
            return answered(request, encounters, createRoom.forStored(encounters, requests.idIn(request, id), options));
        }
        JpaSubmittedEncounter submitted = requests.submittedEncounter(plain, sentIn(input));
        if (submitted.id().isPresent()) {
            return answered(request, encounters, createRoom.forUpdate(encounters, submitted, options));
        }
        submitted.refuseIfMatch();
        return idByKey(request, caller, submitted, body, options)
                .map(sameId -> once(request, encounters, submitted, sameId, options))
                .orElseGet(() -> answered(
                        request,
                        encounters,
                        createRoom.forNew(encounters, submitted, () -> newId(submitted), options)));
    }

    private IBaseResource answered(
            ServletRequestDetails request, JpaEncounterAccess encounters, TelemedEncounter written) {
        return requests.answer(request, encounters.answer(written));
    }

    /** The id that this caller's key gives a new Encounter; empty without a key. */
    private Optional<EncounterId> idByKey(
            ServletRequestDetails request,
            Caller caller,
            JpaSubmittedEncounter submitted,
            byte @Nullable [] body,
            CreateOptions options) {
        String seats = options.maxParticipants().map(number -> "?" + number).orElse("");
        String waitingRoom =
                options.waitingRoom().map(exists -> "?waitingRoom=" + exists).orElse("");
        return idempotencyKey(request)
                .map(key -> idempotentIds.idFor(
                        caller, submitted.partition(), key, body == null ? new byte[0] : body, seats + waitingRoom));
    }

    /** A repeated request is answered with the Encounter as a GET would, or with its id alone if the caller may not read it. */
    private IBaseResource once(
            ServletRequestDetails request,
            JpaEncounterAccess encounters,
            JpaSubmittedEncounter submitted,
            EncounterId id,
            CreateOptions options) {
        return createRoom
                .forNewOnce(encounters, submitted, id, options)
                .map(encounters::answer)
                .or(() -> encounters.shown(id))
                .map(encounter -> requests.answer(request, encounter))
                .orElseGet(() -> requests.answer(request, id));
    }

    private static Optional<String> idempotencyKey(ServletRequestDetails request) {
        List<String> keys = request.getHeaders(IDEMPOTENCY_KEY);
        if (keys.size() > 1) {
            throw badRequest("Send one " + IDEMPOTENCY_KEY + " only.");
        }
        return keys.stream().findFirst();
    }

    private static IBaseResource sentIn(OperationInput input) {
        return input.encounter().orElseThrow(() -> badRequest("Send an Encounter, or name one in the URL."));
    }

    private static EncounterId newId(JpaSubmittedEncounter submitted) {
        return new EncounterId(UUID.randomUUID().toString(), submitted.partition());
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
