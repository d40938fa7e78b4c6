package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.element.FhirElements;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScopes;

/**
 * Hides who is in a visit of another patient from a caller with {@code patient/} scopes, for whom an operation reads it
 * because they take part in it themselves.
 */
@Interceptor
public final class OthersVisitInterceptor {
    private static final String KEY = OthersVisitInterceptor.class.getName();

    private final ScopeAuthorization authorization;
    private final FhirElements elements;

    OthersVisitInterceptor(ScopeAuthorization authorization, FhirContext context) {
        this.authorization = authorization;
        this.elements = new FhirElements(context);
    }

    /** Notes what the caller's scopes grant by themselves, unless that is every Encounter. */
    static void limit(RequestDetails request, SmartScopes own, Optional<String> patient) {
        if (!own.allow(Permission.READ, "Encounter")) {
            request.getUserData().put(KEY, new LimitedAccess(request.getFhirContext(), own, patient));
        }
    }

    /** Empties the lists of participants of Encounters that the caller's own scopes do not grant. */
    @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
    public void hideParticipants(RequestDetails request, IPreResourceShowDetails shown) {
        if (request == null || !(request.getUserData().get(KEY) instanceof LimitedAccess own)) {
            return;
        }
        for (IBaseResource resource : shown) {
            if (resource != null && "Encounter".equals(resource.fhirType()) && !isGranted(own, request, resource)) {
                elements.list(resource, "participant").clear();
                elements.list(resource, "extension").clear();
                elements.clear(resource, "subject");
            }
        }
    }

    private boolean isGranted(LimitedAccess own, RequestDetails request, IBaseResource resource) {
        return own.rulesOfReads().stream()
                .map(rule -> rule.applyRule(
                        RestOperationTypeEnum.READ,
                        request,
                        null,
                        null,
                        resource,
                        authorization,
                        authorization.getFlags(),
                        Pointcut.STORAGE_PRESHOW_RESOURCES))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(verdict -> verdict.getDecision() == PolicyEnum.ALLOW)
                .isPresent();
    }
}
