package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.hapi.converters.canonical.VersionCanonicalizer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;

/** Converts R4 AuditEvents to the FHIR version of the server. */
final class BalpEventConverter {
    private final FhirContext context;
    private final FhirContext r4 = FhirContext.forR4Cached();
    private final VersionCanonicalizer canonicalizer;

    BalpEventConverter(FhirContext context) {
        this.context = context;
        this.canonicalizer = new VersionCanonicalizer(context);
    }

    /** @param json an R4 AuditEvent */
    IBaseResource converted(String json) {
        // R4B has R4's AuditEvent. HAPI's converter goes by R5, which has no place for some of it
        return context.getVersion().getVersion().isNewerThan(FhirVersionEnum.R4B)
                ? canonicalizer.auditEventFromCanonical(r4.newJsonParser().parseResource(AuditEvent.class, json))
                : context.newJsonParser().parseResource(json);
    }
}
