package org.telemed.fhir.task;

import ca.uhn.fhir.context.FhirContext;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/** Recognises the Tasks of this software. */
public final class TelemedTasks {
    /** The code of an admission. */
    public static final String ADMISSION = "admission";

    private static final String SYSTEM = withoutScheme(TelemedUrls.TASK_SYSTEM.toLowerCase(Locale.ROOT));

    private final FhirElements elements;

    public TelemedTasks(FhirContext context) {
        this.elements = new FhirElements(context);
    }

    /**
     * Whether it has one of our codes, or one that could be taken for ours: also with the system in another case or with
     * blanks, or without a system.
     */
    public boolean claimsToBeOurs(IBaseResource task) {
        return elements.at(task, "code.coding").anyMatch(this::claimsToBeOurs);
    }

    private boolean claimsToBeOurs(IBase coding) {
        String system = visible(elements.text(coding, "system"));
        return system.isEmpty()
                ? ADMISSION.equals(visible(elements.text(coding, "code")))
                : withoutScheme(system).startsWith(SYSTEM);
    }

    /** In lower case, without blanks and invisible characters. */
    private static String visible(Optional<String> text) {
        return text.orElse("").replaceAll("[\\p{Z}\\p{C}\\s]", "").toLowerCase(Locale.ROOT);
    }

    private static String withoutScheme(String url) {
        return url.replaceFirst("^https?:", "");
    }
}
