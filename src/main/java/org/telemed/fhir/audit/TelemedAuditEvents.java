package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditKind;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.fhir.element.UrlSkeleton;

/** Recognises the AuditEvents of this software, and names the parameters to search for them. */
public final class TelemedAuditEvents {
    /** The search parameter of {@code agent.policy}, in every FHIR version. */
    public static final String POLICY_PARAMETER = "policy";

    static final String TOKEN_ISSUED = "token-issued";
    static final String ATTENDANCE = "attendance";
    static final String ATTENDANCE_COMPLETE = "attendance-complete";
    static final String ROOM = "room";

    /** The elements with the codes of an AuditEvent, in R4 and in R5. */
    private static final Set<String> CODES = Set.of("type", "subtype", "category.coding", "code.coding");

    private static final Set<String> OUR_CODES = Stream.concat(
                    Stream.of(TOKEN_ISSUED, ATTENDANCE, ATTENDANCE_COMPLETE, "joined", "left", ROOM),
                    Stream.concat(
                            Stream.of(AuditKind.values()).map(AuditKind::code),
                            Stream.of(AccessKind.values()).map(AccessKind::code)))
            .map(UrlSkeleton::of)
            .collect(Collectors.toUnmodifiableSet());

    private final FhirElements elements;
    private final boolean isR5;

    public TelemedAuditEvents(FhirContext context) {
        this.elements = new FhirElements(context);
        this.isR5 = elements.knows(context.getResourceDefinition("AuditEvent").newInstance(), "category");
    }

    /** The search parameter of {@code subtype} (R4), or of {@code code} (R5). */
    public String codeParameter() {
        return isR5 ? "code" : "subtype";
    }

    /**
     * Whether it has one of our codes, or one that could be taken for ours: also with the system in another case or
     * with blanks, or without a system.
     */
    public boolean claimsToBeOurs(IBaseResource auditEvent) {
        return CODES.stream().flatMap(path -> elements.at(auditEvent, path)).anyMatch(this::claimsToBeOurs);
    }

    private boolean claimsToBeOurs(IBase coding) {
        String system = elements.text(coding, "system").orElse("");
        return UrlSkeleton.of(system).isEmpty()
                ? OUR_CODES.contains(
                        UrlSkeleton.of(elements.text(coding, "code").orElse("")))
                : UrlSkeleton.resembles(system, TelemedUrls.EVENT_SYSTEM);
    }

    /** Whether it has exactly that code of ours. */
    boolean has(IBaseResource auditEvent, String code) {
        return CODES.stream()
                .flatMap(path -> elements.at(auditEvent, path))
                .anyMatch(coding -> says(coding, "system", TelemedUrls.EVENT_SYSTEM) && says(coding, "code", code));
    }

    /** The identifiers of that system in the references at that path. */
    Stream<String> identifiers(IBaseResource auditEvent, String path, String system) {
        return elements.at(auditEvent, path + ".identifier")
                .filter(identifier -> says(identifier, "system", system))
                .flatMap(identifier -> elements.text(identifier, "value").stream());
    }

    private boolean says(IBase element, String name, String text) {
        return elements.text(element, name).filter(text::equals).isPresent();
    }
}
