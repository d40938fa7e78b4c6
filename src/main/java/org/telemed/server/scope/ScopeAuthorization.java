package org.telemed.server.scope;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.jpa.api.model.DeleteConflict;
import ca.uhn.fhir.jpa.api.model.DeleteConflictList;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.telemed.core.error.Reason;
import org.telemed.server.error.PatchFailureHiding;
import org.telemed.server.scope.compartment.HiddenResourcesInterceptor;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.SmartScopes;
import org.telemed.server.web.ErrorResponse;

/** HAPI AuthorizationInterceptor that decides by the access token's scopes; denies everything else. */
public final class ScopeAuthorization extends AuthorizationInterceptor {

    private static final String SCOPES = ScopeAuthorization.class.getName() + ".scopes";

    private final Function<Map<String, Object>, Optional<String>> patients;

    /** @param patients the id of the patient that {@code patient/} scopes are about, by the claims of an access token */
    ScopeAuthorization(Function<Map<String, Object>, Optional<String>> patients) {
        this.patients = patients;
    }

    /** The scopes of the request's caller; none if they were not stored with the request. */
    static SmartScopes scopesOf(RequestDetails request) {
        return request.getUserData().get(SCOPES) instanceof SmartScopes scopes ? scopes : SmartScopes.NONE;
    }

    /** Keeps the scopes with the request: entries of a batch and long searches run on other threads. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void keepScopes(RequestDetails request) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller instanceof JwtAuthenticationToken token) {
            keepScopesOf(token.getToken(), request);
        }
        new VersionAccess(rules(request), request).restrictAnswer();
    }

    private void keepScopesOf(Jwt token, RequestDetails request) {
        SmartScopes scopes = SmartScopes.of(token);
        boolean isLimited = !scopes.limited().isEmpty();
        Optional<String> patient = isLimited ? patients.apply(token.getClaims()) : Optional.empty();
        if (patient.isPresent() && OperationScope.isDecidedByMembership(request.getOperation())) {
            OthersVisitInterceptor.limit(request, scopes, patient);
            scopes = scopes.withPatientsReadOfEvery("Encounter");
        }
        request.getUserData().put(SCOPES, scopes);
        LimitedAccess limited = new LimitedAccess(request.getFhirContext(), scopes, patient);
        limited.attachTo(request);
    }

    /** Asks for these as well: HAPI does not apply its rules to them. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void checkWhatHapiDoesNot(RequestDetails request, Pointcut pointcut) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        VersionAccess versions = new VersionAccess(rules(request), request);
        versions.checkRequest();
        if (request.getResource() instanceof IBaseBundle bundle) {
            versions.checkEntries(bundle);
        }
        switch (operation) {
            case META, META_ADD, META_DELETE, VALIDATE, ADD_TAGS, DELETE_TAGS, GET_TAGS -> {
                if (!rules(request).allowUnlisted()) {
                    handleDeny(request, new Verdict(PolicyEnum.DENY, null));
                }
            }
            default -> {
                // the superclass asks
            }
        }
    }

    /** A patch that asks for what is stored reads: its success is the answer. Why it fails tells of what is stored, too. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
    public void checkPatch(RequestDetails request, PrePatchDetails patch) {
        String type = request.getFhirContext().getResourceType(patch.getResource());
        if (rules(request).allowWritten(type)) {
            return;
        }
        PatchFailureHiding.hideReasons(request);
        if (PatchConditions.in(request.getFhirContext(), patch)) {
            throw ScopeDenial.because(
                    request.getFhirContext(),
                    "This patch asks for what the resource holds, which your access token's scopes do not allow. Send a"
                            + " patch without tests and conditions, or ask for a token with user/" + type + ".ru.");
        }
    }

    /** HAPI's refusal of such a delete names the resource that stands in its way. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_DELETE_CONFLICTS)
    public void hideReferences(RequestDetails request, DeleteConflictList conflicts) {
        for (DeleteConflict conflict : conflicts) {
            if (!rules(request).allowNamed(conflict.getSourceId().getResourceType())) {
                String text = "Other resources refer to this one, so it is not deleted. Delete them first.";
                throw new ResourceVersionConflictException(
                        text, ScopeDenial.outcome(request.getFhirContext(), ErrorResponse.of(Reason.CONFLICT, text)));
            }
        }
    }

    @Override
    public Verdict applyRulesAndReturnDecision(
            RestOperationTypeEnum operation,
            RequestDetails request,
            @Nullable IBaseResource input,
            @Nullable IIdType inputId,
            @Nullable IBaseResource output,
            Pointcut pointcut) {
        ScopeRules rules = rules(request);
        boolean allowed = output == null
                ? rules.allowRequest(operation, request, input, inputId, pointcut)
                : rules.allowAnswer(operation, request, output);
        return allowed || output == null
                ? new Verdict(allowed ? PolicyEnum.ALLOW : PolicyEnum.DENY, null)
                : byLimitedScopes(operation, request, output, pointcut);
    }

    /** Whether limited scopes grant a resource is in the resource. */
    private Verdict byLimitedScopes(
            RestOperationTypeEnum operation, RequestDetails request, IBaseResource output, Pointcut pointcut) {
        if (pointcut != Pointcut.STORAGE_PREACCESS_RESOURCES && HiddenResourcesInterceptor.isShown(request, output)) {
            return new Verdict(PolicyEnum.ALLOW, null);
        }
        LimitedAccess limited = LimitedAccess.of(request);
        List<IAuthRule> rules = ScopeRules.isRead(operation) ? limited.rulesOfReads() : limited.rulesOfSearches();
        return rules.stream()
                .map(rule -> rule.applyRule(operation, request, null, null, output, this, getFlags(), pointcut))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new Verdict(PolicyEnum.DENY, null));
    }

    /** The superclass does not look at the answers of writes, and refuses a batch as a whole when it is done. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void showWhatIsAllowed(RequestDetails request, ResponseDetails response) {
        new ScopedResponseFilter(rules(request), request, found -> mayShow(request, found)).restrict(response);
    }

    private boolean mayShow(RequestDetails request, IBaseResource found) {
        return applyRulesAndReturnDecision(
                                RestOperationTypeEnum.SEARCH_TYPE,
                                request,
                                null,
                                null,
                                found,
                                Pointcut.SERVER_OUTGOING_RESPONSE)
                        .getDecision()
                == PolicyEnum.ALLOW;
    }

    @Override
    public void hookOutgoingResponse(RequestDetails request, @Nullable IBaseResource response, Pointcut pointcut) {
        if (request.getRestOperationType() != RestOperationTypeEnum.TRANSACTION && response != null) {
            super.hookOutgoingResponse(request, response, pointcut);
        }
    }

    /** The resources in an answer that rights are about: those in a Bundle of results, or the resource itself. */
    static List<IBaseResource> resourcesIn(IBaseResource answer, RequestDetails request) {
        return toListOfResourcesAndExcludeContainerUnlessStandalone(answer, request.getFhirContext(), request);
    }

    @Override
    protected void handleDeny(RequestDetails request, Verdict decision) {
        boolean lacksPatient = LimitedAccess.of(request).lacksPatient();
        throw ScopeDenial.because(
                request.getFhirContext(), lacksPatient ? ScopeDenial.NO_PATIENT : ScopeDenial.textFor(request));
    }

    private static ScopeRules rules(RequestDetails request) {
        return new ScopeRules(scopesOf(request), LimitedAccess.of(request));
    }
}
