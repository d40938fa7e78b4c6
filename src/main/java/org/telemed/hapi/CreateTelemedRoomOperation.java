package org.telemed.hapi;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.CreateTelemedRoom;

/** {@code $create-telemed-room}: which of the three forms a request has, and its answer. */
public final class CreateTelemedRoomOperation implements TelemedOperation<IBaseResource> {
    private final TelemedRequests requests;
    private final CreateTelemedRoom createRoom;

    /** Translates requests onto the use case. */
    public CreateTelemedRoomOperation(TelemedRequests requests, CreateTelemedRoom createRoom) {
        this.requests = requests;
        this.createRoom = createRoom;
    }

    @Override
    public IBaseResource run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        requests.callerOf(request);
        OperationInput input = requests.inputOf(request, body);
        CallerEncounters encounters = requests.encountersOf(request);
        return encounters.answer(id == null ? forSent(request, encounters, input) : forStored(encounters, id, input));
    }

    private EncounterId forStored(CallerEncounters encounters, IIdType id, OperationInput input) {
        if (input.encounter().isPresent() || input.encounterId().isPresent()) {
            throw badRequest("On an Encounter that is named in the URL, this takes no other. Leave the body out.");
        }
        return createRoom.forStored(encounters, TelemedRequests.idIn(id), input.maxParticipants());
    }

    private EncounterId forSent(ServletRequestDetails request, CallerEncounters encounters, OperationInput input) {
        if (input.encounterId().isPresent()) {
            throw badRequest("There is no parameter encounterId here. Put the id into the URL.");
        }
        IBaseResource sent =
                input.encounter().orElseThrow(() -> badRequest("Send an Encounter, or name one in the URL."));
        ClientEncounter draft = requests.draftOf(request, sent);
        Optional<Integer> seats = input.maxParticipants();
        return draft.id().isPresent()
                ? createRoom.forUpdate(encounters, draft, seats)
                : createRoom.forNew(encounters, draft, CreateTelemedRoomOperation::newId, seats);
    }

    private static EncounterId newId() {
        return new EncounterId(UUID.randomUUID().toString());
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
