package org.telemed.server.security;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import ca.uhn.fhir.util.OperationOutcomeUtil;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.telemed.server.web.Refusal;

/** Lets HAPI's authorization hooks answer by the access token's scopes; what no scope grants is denied. */
final class ScopeAuthorization extends AuthorizationInterceptor {

    private static final String SCOPES = ScopeAuthorization.class.getName() + ".scopes";

    /** Keeps the scopes with the request: entries of a batch and long searches run on other threads. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void keepScopes(RequestDetails request) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        request.getUserData()
                .put(
                        SCOPES,
                        caller instanceof JwtAuthenticationToken token ? Scopes.of(token.getToken()) : Scopes.NONE);
    }

    /** Asks for these as well: HAPI does not apply its rules to them. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void checkWhatHapiDoesNot(RequestDetails request, Pointcut pointcut) {
        RestOperationTypeEnum operation = request.getRestOperationType();
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
        return new Verdict(allowed ? PolicyEnum.ALLOW : PolicyEnum.DENY, null);
    }

    @Override
    protected void handleDeny(RequestDetails request, Verdict decision) {
        String text = "Your access token's scopes do not allow this. Ask for a token with a scope for it,"
                + " such as user/Encounter.cruds.";
        throw new ForbiddenOperationException(text, outcome(request.getFhirContext(), Refusal.notAllowed(text)));
    }

    private static ScopeRules rules(RequestDetails request) {
        return new ScopeRules(request.getUserData().get(SCOPES) instanceof Scopes scopes ? scopes : Scopes.NONE);
    }

    private static IBaseOperationOutcome outcome(FhirContext fhir, Refusal refusal) {
        IBaseOperationOutcome outcome = OperationOutcomeUtil.newInstance(fhir);
        var issue = OperationOutcomeUtil.addIssue(fhir, outcome, "error", refusal.text(), null, refusal.issue());
        OperationOutcomeUtil.addDetailsToIssue(fhir, issue, Refusal.CODE_SYSTEM, refusal.code(), refusal.text());
        return outcome;
    }
}
