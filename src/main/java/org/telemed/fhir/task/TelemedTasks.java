package org.telemed.fhir.task;

import ca.uhn.fhir.context.FhirContext;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.fhir.element.UrlSkeleton;

/** Recognises the Tasks of this software. */
public final class TelemedTasks {
    /** The code of an admission. */
    public static final String ADMISSION = "admission";

    private static final Set<String> IDENTIFIER_SYSTEMS =
            Set.of(TelemedUrls.INVITATION_SYSTEM, TelemedUrls.GUEST_SESSION_SYSTEM);

    private final FhirElements elements;

    public TelemedTasks(FhirContext context) {
        this.elements = new FhirElements(context);
    }

    /**
     * Whether it has one of our codes, belongs to a visit as ours do, or has the link of a guest; also where that could only
     * be taken for ours.
     */
    public boolean claimsToBeOurs(IBaseResource task) {
        return elements.at(task, "code.coding").anyMatch(this::hasOurCode)
                || hasSystem(task, "groupIdentifier", TelemedUrls.ENCOUNTER_SYSTEM)
                || IDENTIFIER_SYSTEMS.stream().anyMatch(ours -> hasSystem(task, "identifier", ours));
    }

    private boolean hasOurCode(IBase coding) {
        String system = elements.text(coding, "system").orElse("");
        return UrlSkeleton.of(system).isEmpty()
                ? UrlSkeleton.of(elements.text(coding, "code").orElse("")).equals(ADMISSION)
                : UrlSkeleton.resembles(system, TelemedUrls.TASK_SYSTEM);
    }

    private boolean hasSystem(IBaseResource task, String path, String ours) {
        return elements.at(task, path)
                .flatMap(identifier -> elements.text(identifier, "system").stream())
                .anyMatch(system -> UrlSkeleton.resembles(system, ours));
    }
}
