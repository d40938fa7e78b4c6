package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.waiting.DecideAdmission;
import org.telemed.core.waiting.DecideAdmission.Destination;
import org.telemed.fhir.status.StatusWriter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.encounter.JpaEncounterAccess;
import org.telemed.hapi.operation.input.OperationInput;

/** Handles {@code $admit-telemed-participant} and {@code $dismiss-telemed-participant}; both answer as {@code $telemed-status}. */
public final class AdmissionOperation implements OperationHandler<IBaseParameters> {
    private static final Set<String> ADMIT_INPUT = Set.of(OperationInput.PARTICIPANT);
    private static final Set<String> DISMISS_INPUT = Set.of(OperationInput.PARTICIPANT, OperationInput.TO);

    private final OperationRequests requests;
    private final DecideAdmission decideAdmission;
    private final ReadTelemedStatus readStatus;
    private final StatusWriter writer;
    private final RequestAudit audit;
    private final boolean isAdmission;

    private AdmissionOperation(
            OperationRequests requests,
            DecideAdmission decideAdmission,
            ReadTelemedStatus readStatus,
            FhirContext context,
            RequestAudit audit,
            boolean isAdmission) {
        this.requests = requests;
        this.decideAdmission = decideAdmission;
        this.readStatus = readStatus;
        this.writer = new StatusWriter(context);
        this.audit = audit;
        this.isAdmission = isAdmission;
    }

    public static AdmissionOperation admitting(
            OperationRequests requests,
            DecideAdmission decideAdmission,
            ReadTelemedStatus readStatus,
            FhirContext context,
            RequestAudit audit) {
        return new AdmissionOperation(requests, decideAdmission, readStatus, context, audit, true);
    }

    public static AdmissionOperation dismissing(
            OperationRequests requests,
            DecideAdmission decideAdmission,
            ReadTelemedStatus readStatus,
            FhirContext context,
            RequestAudit audit) {
        return new AdmissionOperation(requests, decideAdmission, readStatus, context, audit, false);
    }

    @Override
    public IBaseParameters run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        Caller caller = requests.callerOf(request);
        OperationInput input = requests.inputOf(request, body, isAdmission ? ADMIT_INPUT : DISMISS_INPUT);
        if (id == null) {
            throw badRequest("Name the Encounter in the URL.");
        }
        EncounterId encounter = requests.idIn(request, id);
        List<ResourceReference> people = people(input);
        JpaEncounterAccess encounters = requests.encountersOf(new CallerRequest(request));
        AuditKind kind = isAdmission ? AuditKind.ADMITTED : AuditKind.DISMISSED;
        Consumer<ResourceReference> recorded = person -> audit.decided(kind, request, encounter, person);
        if (isAdmission) {
            decideAdmission.admit(encounters, encounter, caller, people, recorded);
        } else {
            decideAdmission.dismiss(encounters, encounter, caller, people, destination(input), recorded);
        }
        request.getServletResponse().setHeader("Cache-Control", "no-store");
        return writer.write(readStatus.read(encounters, encounter, caller));
    }

    private List<ResourceReference> people(OperationInput input) {
        List<ResourceReference> people = input.participants().stream()
                .map(sent -> requests.localReference(OperationInput.PARTICIPANT, sent))
                .distinct()
                .toList();
        if (people.isEmpty() || people.size() > DecideAdmission.MOST_AT_ONCE) {
            throw badRequest("Send 1 to " + DecideAdmission.MOST_AT_ONCE
                    + " parameters participant, each a reference to a person of the visit.");
        }
        return people;
    }

    private static Destination destination(OperationInput input) {
        return switch (input.to().orElse("waiting-room")) {
            case "waiting-room" -> Destination.WAITING_ROOM;
            case "out" -> Destination.OUT;
            default -> throw badRequest("The parameter to is waiting-room or out.");
        };
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
