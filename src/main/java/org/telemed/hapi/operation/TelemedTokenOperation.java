package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.token.IssueTelemedToken.SideEffects;
import org.telemed.core.video.VideoToken;
import org.telemed.fhir.status.TokenWriter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.error.HostExceptionTranslation;
import org.telemed.hapi.operation.input.OperationInput;

/**
 * Handles {@code $telemed-token}: finds the Encounter of a request, and answers with a token that must not be cached.
 */
public final class TelemedTokenOperation implements OperationHandler<IBaseParameters> {
    private final OperationRequests requests;
    private final IssueTelemedToken issueToken;
    private final TokenWriter writer;
    private final TelemedEvents events;
    private final RequestAudit audit;

    /** Calls that use case. */
    public TelemedTokenOperation(
            OperationRequests requests,
            IssueTelemedToken issueToken,
            FhirContext context,
            TelemedEvents events,
            RequestAudit audit) {
        this.events = events;
        this.audit = audit;
        this.requests = requests;
        this.issueToken = issueToken;
        this.writer = new TokenWriter(context);
    }

    @Override
    public IBaseParameters run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        AtomicReference<EncounterId> asked = new AtomicReference<>();
        try {
            IBaseParameters answer = issue(request, id, body, asked);
            events.tokenIssued();
            return answer;
        } catch (RuntimeException | LinkageError refused) {
            Reason reason = reasonOf(refused);
            events.tokenRefused(reason);
            audit.refused(AuditKind.TOKEN_REFUSED, request, Optional.ofNullable(asked.get()), reason);
            throw refused;
        }
    }

    private static Reason reasonOf(Throwable refused) {
        return refused instanceof RuntimeException failure
                        && HostExceptionTranslation.translated(failure) instanceof TelemedException known
                ? known.reason()
                : Reason.INTERNAL_ERROR;
    }

    private IBaseParameters issue(
            ServletRequestDetails request,
            @Nullable IIdType id,
            byte @Nullable [] body,
            AtomicReference<EncounterId> asked) {
        Caller caller = requests.callerOf(request);
        Set<String> names = id == null ? Set.of(OperationInput.ENCOUNTER_ID) : Set.of();
        EncounterId encounter = encounterOf(request, id, requests.inputOf(request, body, names));
        asked.set(encounter);
        VideoToken token = issueToken.issue(
                requests.encountersOf(new CallerRequest(request)), encounter, caller, effectsOf(request));
        audit.tokenSent(request, caller, encounter, token);
        HttpServletResponse response = request.getServletResponse();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Pragma", "no-cache");
        return writer.write(token);
    }

    /** A GET must not change anything. */
    private static SideEffects effectsOf(ServletRequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.POST ? SideEffects.ALLOWED : SideEffects.FORBIDDEN;
    }

    private EncounterId encounterOf(ServletRequestDetails request, @Nullable IIdType id, OperationInput input) {
        if (id != null) {
            return requests.idIn(request, id);
        }
        return requests.placed(
                request,
                EncounterId.parse(input.encounterId()
                        .orElseThrow(() -> badRequest("Say which Encounter with the parameter encounterId."))));
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
