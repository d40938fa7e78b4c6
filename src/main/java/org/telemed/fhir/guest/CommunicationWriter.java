package org.telemed.fhir.guest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.TelemedUrls;

/** Writes the Communication that records a sent invitation: neither the link nor the phone number is in it. */
public final class CommunicationWriter {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/communication-category";
    private static final String MODE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

    private final FhirContext context;

    public CommunicationWriter(FhirContext context) {
        this.context = context;
    }

    /**
     * The Communication, without an id.
     *
     * @param status a code of http://hl7.org/fhir/event-status
     */
    public IBaseResource write(
            EncounterId encounter,
            ResourceReference recipient,
            Optional<ResourceReference> patient,
            String status,
            Instant at) {
        IBaseResource communication =
                context.getResourceDefinition("Communication").newInstance();
        FhirTerser terser = context.newTerser();
        terser.addElement(communication, "status", status);
        coding(terser, communication, "category", CATEGORY, "notification");
        coding(terser, communication, "medium", MODE, "SMSWRIT");
        patient.ifPresent(subject -> terser.addElement(communication, "subject.reference", subject.reference()));
        // by its identifier: a literal reference would keep the Encounter from being deleted
        terser.addElement(communication, "encounter.type", "Encounter");
        terser.addElement(communication, "encounter.identifier.system", TelemedUrls.ENCOUNTER_SYSTEM);
        terser.addElement(communication, "encounter.identifier.value", encounter.value());
        terser.addElement(
                communication, "sent", at.truncatedTo(ChronoUnit.SECONDS).toString());
        terser.addElement(communication, "recipient.reference", recipient.reference());
        return communication;
    }

    private static void coding(FhirTerser terser, IBaseResource parent, String element, String system, String code) {
        IBase coding = terser.addElement(terser.addElement(parent, element), "coding");
        terser.addElement(coding, "system", system);
        terser.addElement(coding, "code", code);
    }
}
