package org.telemed.server.scope;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** An operation that writes asks these hooks for the caller's right; they must know the answer. */
class StorageHooksTest {

    private final ScopeAuthorization authorization = new ScopeAuthorization(claims -> Optional.empty());

    @AfterEach
    void forgetTheCaller() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_reader_may_neither_create_nor_update() {
        RequestDetails request = operationBy("user/Encounter.rs");
        assertThatThrownBy(() -> create(request)).isInstanceOf(ForbiddenOperationException.class);
        assertThatThrownBy(() -> update(request)).isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void a_writer_may_do_both() {
        RequestDetails request = operationBy("user/*.cruds");
        assertThatNoException().isThrownBy(() -> create(request));
        assertThatNoException().isThrownBy(() -> update(request));
    }

    @Test
    void the_right_to_update_is_no_right_to_create() {
        RequestDetails request = operationBy("user/Encounter.ru");
        assertThatThrownBy(() -> create(request)).isInstanceOf(ForbiddenOperationException.class);
        assertThatNoException().isThrownBy(() -> update(request));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "UPDATE"})
    void a_request_made_up_for_the_question_is_answered_too(RestOperationTypeEnum write) {
        assertThatThrownBy(() -> handle(operationBy("user/Encounter.rs"), write))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatNoException().isThrownBy(() -> handle(operationBy("user/*.cruds"), write));
    }

    @Test
    void a_caller_without_a_token_may_nothing() {
        RequestDetails request = operation();
        authorization.keepScopes(request);
        assertThatThrownBy(() -> update(request)).isInstanceOf(ForbiddenOperationException.class);
    }

    private void create(RequestDetails request) {
        authorization.hookResourcePreCreate(request, new Encounter(), Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED);
    }

    private void update(RequestDetails request) {
        authorization.hookResourcePreUpdate(
                request, new Encounter(), new Encounter(), Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED);
    }

    private void handle(RequestDetails request, RestOperationTypeEnum write) {
        request.setRestOperationType(write);
        authorization.incomingRequestPreHandled(request, Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED);
    }

    private RequestDetails operationBy(String... scopes) {
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claim("scope", List.of(scopes))
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
        RequestDetails request = operation();
        authorization.keepScopes(request);
        return request;
    }

    private static RequestDetails operation() {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setFhirContext(FhirContext.forR4Cached());
        request.setResourceName("Encounter");
        request.setOperation("$create-telemed-room");
        request.setRestOperationType(RestOperationTypeEnum.EXTENDED_OPERATION_TYPE);
        return request;
    }
}
