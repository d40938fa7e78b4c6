package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Initialize;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    public static final String ADMIT = "$admit-telemed-participant";
    public static final String DISMISS = "$dismiss-telemed-participant";
    public static final String INVITE = "$invite-telemed-guest";

    /** All names, as in a URL. */
    public static final Set<String> NAMES = Set.of(CREATE, TOKEN, END, STATUS, ADMIT, DISMISS, INVITE);

    /** The key of the handler of {@link #CREATE} on an Appointment. */
    public static final String CREATE_BY_APPOINTMENT = "Appointment/" + CREATE;

    /** The keys of all handlers. */
    public static final Set<String> HANDLERS =
            Stream.concat(NAMES.stream(), Stream.of(CREATE_BY_APPOINTMENT)).collect(Collectors.toUnmodifiableSet());

    private static final String DEFINITIONS = TelemedUrls.CANONICAL_BASE + "/OperationDefinition/";

    private final Map<String, OperationHandler<? extends IBaseResource>> handlers;
    private final OperationErrorTranslation errors;
    private final List<Object> serverInterceptors;

    /**
     * A provider with these handlers.
     *
     * @param handlers one for each of {@link #HANDLERS}
     * @param serverInterceptors are registered in the FHIR server that the provider is added to
     */
    public TelemedOperationProvider(
            Map<String, OperationHandler<? extends IBaseResource>> handlers,
            OperationErrorTranslation errors,
            List<Object> serverInterceptors) {
        this.handlers = Map.copyOf(handlers);
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
        return run(CREATE, request, id, body);
    }

    /** Finds or creates the Encounter of an Appointment, opens a room for it, and answers with it. */
    @Operation(
            name = CREATE,
            typeName = "Appointment",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "appointment-create-telemed-room")
    public IBaseResource createTelemedRoomOfAppointment(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return run(CREATE_BY_APPOINTMENT, request, id, body);
    }

    /** Issues a token for the Encounter's room, if the caller is a participant. */
    @Operation(
            name = TOKEN,
            typeName = "Encounter",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "telemed-token")
    public IBaseResource telemedToken(
            ServletRequestDetails request,
            @IdParam(optional = true) @Nullable IIdType id,
            @ResourceParam byte @Nullable [] body) {
        return run(TOKEN, request, id, body);
    }

    /** Ends the call for everyone, and answers with the stored Encounter; its status stays. */
    @Operation(
            name = END,
            typeName = "Encounter",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "end-telemed-room")
    public IBaseResource endTelemedRoom(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return run(END, request, id, body);
    }

    /** The status of the visit as the caller may know it; with {@code Accept: text/event-stream} as a stream. */
    @Operation(
            name = STATUS,
            typeName = "Encounter",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "telemed-status")
    public IBaseResource telemedStatus(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return run(STATUS, request, id, body);
    }

    /** Lets people in who wait, and answers with the status. */
    @Operation(
            name = ADMIT,
            typeName = "Encounter",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "admit-telemed-participant")
    public IBaseResource admitTelemedParticipant(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return run(ADMIT, request, id, body);
    }

    /** Sends people back to the waiting room, or out, and answers with the status. */
    @Operation(
            name = DISMISS,
            typeName = "Encounter",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "dismiss-telemed-participant")
    public IBaseResource dismissTelemedParticipant(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return run(DISMISS, request, id, body);
    }

    /** Invites a guest to the visit, and answers with the link by which they come. */
    @Operation(
            name = INVITE,
            typeName = "Encounter",
            manualRequest = true,
            canonicalUrl = DEFINITIONS + "invite-telemed-guest")
    public IBaseResource inviteTelemedGuest(
            ServletRequestDetails request, @IdParam @Nullable IIdType id, @ResourceParam byte @Nullable [] body) {
        return run(INVITE, request, id, body);
    }

    private IBaseResource run(
            String name, ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        OperationHandler<? extends IBaseResource> handler = Objects.requireNonNull(handlers.get(name));
        return errors.translated(() -> handler.run(request, id, body));
    }
}
