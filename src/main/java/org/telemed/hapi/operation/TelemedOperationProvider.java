package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Initialize;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.hapi.error.OperationErrorTranslation;
import org.telemed.hapi.patch.XmlPatchInterceptor;

/**
 * HAPI provider of the operations, for every FHIR version. They use manualRequest, because HAPI's own binding
 * reads the body first, refuses an empty one with a content type, and its errors lack our codes.
 */
public final class TelemedOperationProvider {
    public static final String CREATE = "$create-telemed-room";
    public static final String TOKEN = "$telemed-token";
    public static final String END = "$end-telemed-room";
    public static final String STATUS = "$telemed-status";

    /** All names, as in a URL. */
    public static final Set<String> NAMES = Set.of(CREATE, TOKEN, END, STATUS);

    private static final String DEFINITIONS = TelemedUrls.CANONICAL_BASE + "/OperationDefinition/";

    private final OperationHandler<IBaseResource> createRoom;
    private final OperationHandler<IBaseResource> createRoomOfAppointment;
    private final OperationHandler<IBaseParameters> token;
    private final OperationHandler<IBaseResource> endRoom;
    private final OperationHandler<IBaseParameters> status;
    private final OperationErrorTranslation errors;
    private final List<Object> serverInterceptors;

    /**
     * A provider with these handlers.
     *
     * @param serverInterceptors are registered in the FHIR server that the provider is added to
     */
    public TelemedOperationProvider(
            OperationHandler<IBaseResource> createRoom,
            OperationHandler<IBaseResource> createRoomOfAppointment,
            OperationHandler<IBaseParameters> token,
            OperationHandler<IBaseResource> endRoom,
            OperationHandler<IBaseParameters> status,
            OperationErrorTranslation errors,
            List<Object> serverInterceptors) {
        this.createRoom = createRoom;
        this.createRoomOfAppointment = createRoomOfAppointment;
        this.token = token;
        this.endRoom = endRoom;
        this.status = status;
        this.errors = errors;
        this.serverInterceptors = List.copyOf(serverInterceptors);
    }

    /** Registers the check of XML Patches, and what else belongs to the operations, in the FHIR server that this provider is added to. */
    @Initialize
    public void initialize(RestfulServer server) {
        server.registerInterceptor(new XmlPatchInterceptor(server.getFhirContext()));
        serverInterceptors.forEach(server::registerInterceptor);
    }

    /** Opens a room for an Encounter, new or stored, and answers with the stored Encounter. */
    @Operation(
            name = CREATE,
            typeName = "Encounter",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "create-telemed-room")
    public IBaseResource createTelemedRoom(
            ServletRequestDetails request,
            @IdParam(optional = true) @Nullable IIdType id,
            @ResourceParam byte @Nullable [] body) {
        return errors.translated(() -> createRoom.run(request, id, body));
    }

    /** Finds or creates the Encounter of an Appointment, opens a room for it, and answers with it. */
    @Operation(
            name = CREATE,
            typeName = "Appointment",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "appointment-create-telemed-room")
    public IBaseResource createTelemedRoomOfAppointment(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return errors.translated(() -> createRoomOfAppointment.run(request, id, body));
    }

    /** Issues a token for the Encounter's room, if the caller is a participant. */
    @Operation(
            name = TOKEN,
            typeName = "Encounter",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "telemed-token")
    public IBaseParameters telemedToken(
            ServletRequestDetails request,
            @IdParam(optional = true) @Nullable IIdType id,
            @ResourceParam byte @Nullable [] body) {
        return errors.translated(() -> token.run(request, id, body));
    }

    /** Ends the call for everyone, and answers with the stored Encounter; its status stays. */
    @Operation(
            name = END,
            typeName = "Encounter",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "end-telemed-room")
    public IBaseResource endTelemedRoom(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return errors.translated(() -> endRoom.run(request, id, body));
    }

    /** The status of the visit as the caller may know it; with {@code Accept: text/event-stream} as a stream. */
    @Operation(
            name = STATUS,
            typeName = "Encounter",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "telemed-status")
    public IBaseParameters telemedStatus(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return errors.translated(() -> status.run(request, id, body));
    }
}
