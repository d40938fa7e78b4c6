package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Initialize;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.hapi.error.ErrorTranslation;
import org.telemed.hapi.patch.XmlPatchInterceptor;

/**
 * The FHIR operations, the same for every FHIR version. The requests are "manual" in HAPI's words: HAPI would read a body
 * before it calls us, refuse an empty one that has a content type, and word its errors without our codes.
 */
public final class TelemedOperationProvider {
    public static final String CREATE = "$create-telemed-room";
    public static final String TOKEN = "$telemed-token";
    public static final String END = "$end-telemed-room";

    /** All of them, as they stand in a URL. */
    public static final Set<String> NAMES = Set.of(CREATE, TOKEN, END);

    private static final String DEFINITIONS = TelemedUrls.CANONICAL_BASE + "/OperationDefinition/";

    private final OperationHandler<IBaseResource> createRoom;
    private final OperationHandler<IBaseParameters> token;
    private final OperationHandler<IBaseResource> endRoom;
    private final ErrorTranslation errors;

    /** Puts the operations on the wire. */
    public TelemedOperationProvider(
            OperationHandler<IBaseResource> createRoom,
            OperationHandler<IBaseParameters> token,
            OperationHandler<IBaseResource> endRoom,
            ErrorTranslation errors) {
        this.createRoom = createRoom;
        this.token = token;
        this.endRoom = endRoom;
        this.errors = errors;
    }

    /** Has XML Patches looked at in the FHIR server that the operations are added to. */
    @Initialize
    public void initialize(RestfulServer server) {
        server.registerInterceptor(new XmlPatchInterceptor(server.getFhirContext()));
    }

    /** Gives an Encounter, new or stored, a living room, and answers with the stored Encounter. */
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

    /** Gives the caller a token for the Encounter's room, if and only if they take part in it. */
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
}
