package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.end.EndTelemedRoom;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.encounter.JpaEncounterAccess;

/** Handles {@code $end-telemed-room}: on one Encounter, without a body. */
public final class EndTelemedRoomOperation implements OperationHandler<IBaseResource> {
    private final OperationRequests requests;
    private final EndTelemedRoom endRoom;

    /** Calls that use case. */
    public EndTelemedRoomOperation(OperationRequests requests, EndTelemedRoom endRoom) {
        this.requests = requests;
        this.endRoom = endRoom;
    }

    @Override
    public IBaseResource run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        requests.callerOf(request);
        requests.inputOf(request, body, Set.of());
        if (id == null) {
            throw TelemedException.because(Reason.BAD_REQUEST, "Name the Encounter in the URL.");
        }
        JpaEncounterAccess encounters = requests.encountersOf(new CallerRequest(request));
        return requests.answer(request, encounters.answer(endRoom.end(encounters, requests.idIn(request, id))));
    }
}
