package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Tells the AuditEvents that this software writes from everybody else's. */
public final class TelemedAuditEvents {
    private final Elements elements;

    public TelemedAuditEvents(FhirContext context) {
        this.elements = new Elements(context);
    }

    /** Whether it says that it records something of ours, such as who was given which identity. */
    public boolean isOurs(IBaseResource auditEvent) {
        return Stream.of("type", "subtype", "category.coding", "code.coding")
                .flatMap(path -> elements.at(auditEvent, path))
                .anyMatch(coding -> elements.text(coding, "system")
                        .filter(TelemedUrls.EVENT_SYSTEM::equals)
                        .isPresent());
    }
}
