package org.telemed.fhir.task;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/** Writes admissions as Tasks of any FHIR version, and reads them back. */
public final class AdmissionTaskMapper {
    private final FhirContext context;
    private final FhirTerser terser;
    private final FhirElements elements;
    private final LocalReferences relative = new LocalReferences(List.of());

    public AdmissionTaskMapper(FhirContext context) {
        this.context = context;
        this.terser = context.newTerser();
        this.elements = new FhirElements(context);
    }

    /** The Task, without an id. The Encounter is named by an identifier, so that it can be deleted. */
    public IBaseResource write(Admission admission, TaskReferences references) {
        IBaseResource task = context.getResourceDefinition("Task").newInstance();
        admission.invitation().ifPresent(invitation -> identifiers(task, invitation));
        identifier(task, "groupIdentifier", admission.encounter());
        terser.addElement(task, "status", admission.status().code());
        terser.addElement(task, "intent", "order");
        IBase coding = terser.addElement(task, "code.coding");
        terser.addElement(coding, "system", TelemedUrls.TASK_SYSTEM);
        terser.addElement(coding, "code", TelemedTasks.ADMISSION);
        terser.addElement(task, "focus.type", "Encounter");
        identifier(task, "focus.identifier", admission.encounter());
        admission.patient().ifPresent(patient -> refer(task, "for", patient, references.isPatientLiteral()));
        terser.addElement(task, "authoredOn", time(admission.arrived()));
        terser.addElement(task, "lastModified", time(admission.lastAsked()));
        refer(task, "requester", admission.person(), references.isRequesterLiteral());
        admission.decidedBy().ifPresent(owner -> refer(task, "owner", owner, references.isOwnerLiteral()));
        return task;
    }

    private void refer(IBaseResource task, String path, ResourceReference target, boolean isLiteral) {
        if (isLiteral) {
            terser.addElement(task, path + ".reference", target.reference());
        } else {
            terser.addElement(task, path + ".type", target.type());
            terser.addElement(task, path + ".identifier.system", TelemedUrls.LOCAL_REFERENCE_SYSTEM);
            terser.addElement(task, path + ".identifier.value", target.reference());
        }
    }

    private void identifiers(IBaseResource task, Invitation invitation) {
        identifier(task, TelemedUrls.INVITATION_SYSTEM, invitation.secretHash());
        invitation.sessionHash().ifPresent(hash -> identifier(task, TelemedUrls.GUEST_SESSION_SYSTEM, hash));
        terser.addElement(task, "restriction.period.end", time(invitation.expires()));
    }

    private void identifier(IBaseResource task, String system, String value) {
        IBase identifier = terser.addElement(task, "identifier");
        terser.addElement(identifier, "system", system);
        terser.addElement(identifier, "value", value);
    }

    private void identifier(IBaseResource task, String path, EncounterId encounter) {
        terser.addElement(task, path + ".system", TelemedUrls.ENCOUNTER_SYSTEM);
        terser.addElement(task, path + ".value", encounter.value());
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The admission in a Task; empty for other Tasks, and for one that lacks something. */
    public Optional<Admission> read(IBaseResource task, String partition) {
        Optional<EncounterId> encounter = encounter(task);
        Optional<ResourceReference> person = reference(task, "requester");
        Optional<AdmissionStatus> status = status(task);
        Optional<Instant> arrived = time(task, "authoredOn");
        if (!isAdmission(task) || encounter.isEmpty() || person.isEmpty() || status.isEmpty() || arrived.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Admission(
                encounter.get().in(partition),
                person.get(),
                status.get(),
                reference(task, "for"),
                arrived.get(),
                time(task, "lastModified").orElse(arrived.get()),
                reference(task, "owner"),
                invitation(task),
                Optional.of(task.getIdElement()
                        .toUnqualified()
                        .withResourceType("Task")
                        .getValue())));
    }

    private boolean isAdmission(IBaseResource task) {
        return elements.at(task, "code.coding")
                .anyMatch(coding ->
                        has(coding, "system", TelemedUrls.TASK_SYSTEM) && has(coding, "code", TelemedTasks.ADMISSION));
    }

    private Optional<EncounterId> encounter(IBaseResource task) {
        return elements.at(task, "groupIdentifier")
                .filter(identifier -> has(identifier, "system", TelemedUrls.ENCOUNTER_SYSTEM))
                .flatMap(identifier -> elements.text(identifier, "value").stream())
                .flatMap(id -> EncounterId.ifValid(id).stream())
                .findFirst();
    }

    private Optional<AdmissionStatus> status(IBaseResource task) {
        return elements.text(task, "status")
                .flatMap(code -> Arrays.stream(AdmissionStatus.values())
                        .filter(status -> status.code().equals(code))
                        .findFirst());
    }

    private Optional<Invitation> invitation(IBaseResource task) {
        Optional<Instant> expires = time(task, "restriction.period.end");
        return identifierOf(task, TelemedUrls.INVITATION_SYSTEM)
                .flatMap(secret -> expires.map(
                        end -> new Invitation(secret, identifierOf(task, TelemedUrls.GUEST_SESSION_SYSTEM), end)));
    }

    private Optional<String> identifierOf(IBaseResource task, String system) {
        return elements.at(task, "identifier")
                .filter(identifier -> has(identifier, "system", system))
                .flatMap(identifier -> elements.text(identifier, "value").stream())
                .findFirst();
    }

    private Optional<ResourceReference> reference(IBaseResource task, String path) {
        return elements.text(task, path + ".reference")
                .or(() -> elements.at(task, path + ".identifier")
                        .filter(identifier -> has(identifier, "system", TelemedUrls.LOCAL_REFERENCE_SYSTEM))
                        .flatMap(identifier -> elements.text(identifier, "value").stream())
                        .findFirst())
                .flatMap(relative::read);
    }

    private Optional<Instant> time(IBaseResource task, String path) {
        return elements.text(task, path).map(AdmissionTaskMapper::instant);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private boolean has(IBase element, String name, String text) {
        return elements.text(element, name).filter(text::equals).isPresent();
    }
}
