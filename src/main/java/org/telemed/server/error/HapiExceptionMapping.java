package org.telemed.server.error;

import ca.uhn.fhir.jpa.patch.FhirPatch;
import ca.uhn.fhir.jpa.patch.JsonPatchUtils;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import ca.uhn.fhir.rest.server.method.ResourceParameter;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Set;
import org.hl7.fhir.exceptions.FHIRException;
import org.telemed.core.error.Reason;

/** Maps what HAPI throws onto the error table. */
final class HapiExceptionMapping {

    private static final Set<String> READ_LATE =
            Set.of(ResourceParameter.class.getName(), JsonPatchUtils.class.getName(), FhirPatch.class.getName());

    private static final Set<String> PATCHES = Set.of(JsonPatchUtils.class.getName(), FhirPatch.class.getName());

    private HapiExceptionMapping() {}

    /** @param handled whether HAPI had read the whole request and called the handler */
    static ErrorOutcome of(Throwable thrown, RequestDetails request, boolean handled) {
        if (thrown instanceof NotImplementedOperationException) {
            return ErrorOutcome.badRequest(400, "not-supported", "This server does not support this. Leave it out.");
        }
        if (thrown instanceof BaseServerResponseException refused && refused.getStatusCode() < 500) {
            return refusal(refused, request);
        }
        if (thrown instanceof BaseServerResponseException failure && failure.getStatusCode() > 500) {
            return ErrorOutcome.of(Reason.INTERNAL_ERROR, "The server cannot answer now. Try again in a moment.")
                    .withStatus(failure.getStatusCode());
        }
        if (ExceptionSummary.causes(thrown).anyMatch(OutOfMemoryError.class::isInstance)) {
            return ErrorOutcome.of(
                    Reason.INTERNAL_ERROR, "The server is out of memory. Its operator has to look at it.");
        }
        boolean unread = !handled && thrown instanceof RuntimeException;
        if (unread || isBadInput(thrown) || SearchFailure.isBadInput(thrown)) {
            String text = "The server cannot read this request. Check its URL, its parameters and its body.";
            return ErrorOutcome.of(Reason.BAD_REQUEST, HapiMessages.of(thrown, text));
        }
        return ErrorOutcome.of(
                Reason.INTERNAL_ERROR, "The server failed at this request. Its log says why. Try again later.");
    }

    private static ErrorOutcome refusal(BaseServerResponseException refused, RequestDetails request) {
        boolean encounter = "Encounter".equals(request.getResourceName());
        int status = refused.getStatusCode();
        return switch (status) {
            case 401 ->
                ErrorOutcome.of(Reason.LOGIN_REQUIRED, "This needs a valid access token. Send it as Bearer token.");
            case 403 ->
                ErrorOutcome.of(Reason.NOT_ALLOWED, "You may not do this. Ask for an access token that allows it.");
            case 404 ->
                ErrorOutcome.of(
                        encounter && request.getId() != null ? Reason.ENCOUNTER_NOT_FOUND : Reason.NOT_FOUND,
                        HapiMessages.of(refused, "There is no such resource. Check the URL."));
            case 410 ->
                ErrorOutcome.of(
                        encounter && request.getId() != null ? Reason.ENCOUNTER_DELETED : Reason.DELETED,
                        request.getId() == null
                                ? "This page of results has expired, or never was. Search again."
                                : "This resource was deleted.");
            case 409, 412 ->
                ErrorOutcome.of(Reason.CONFLICT, conflict(refused, request)).withStatus(status);
            case 413 -> ErrorOutcome.of(Reason.TOO_LARGE, "The request is larger than this server takes.");
            case 422 ->
                ErrorOutcome.of(
                        encounter ? Reason.INVALID_ENCOUNTER : Reason.INVALID_RESOURCE,
                        HapiMessages.of(refused, "This server does not store what was sent: FHIR forbids it."));
            default ->
                ErrorOutcome.badRequest(
                        status,
                        status == 400 ? "invalid" : "not-supported",
                        HapiMessages.of(refused, "The server does not take this request."));
        };
    }

    /** HAPI names what refers to the resource; ScopeAuthorization sees to it that the caller may know that. */
    private static String conflict(BaseServerResponseException refused, RequestDetails request) {
        if (refused.getStatusCode() == 409 && request.getRequestType() == RequestTypeEnum.DELETE) {
            return HapiMessages.of(
                    refused,
                    "This resource cannot be deleted: others refer to it, or somebody else changed it at the same time."
                            + " Remove the references first.");
        }
        return refused.getStatusCode() == 412
                ? "A condition of this request does not hold: a conditional URL finds more or fewer resources than it must, or"
                        + " the version is another one."
                : "Somebody else changed this resource, or If-Match names another version than the current one. Read it again"
                        + " and repeat the request. An id that was deleted, or a duplicate, is refused like this too.";
    }

    /** HAPI's classes for search values fail in this way where a value lacks a part. */
    private static boolean isThrownByParameter(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return cause instanceof RuntimeException
                && stack.length > 0
                && stack[0].getClassName().startsWith("ca.uhn.fhir.rest.param.");
    }

    /** HAPI reads and applies a patch, or a body inside a Bundle, when it has begun to handle the request. */
    private static boolean isThrownByParser(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(READ_LATE::contains);
    }

    /** In the library that reads and applies a JSON Patch, or in HAPI's own for a FHIRPath Patch. */
    static boolean isThrownByPatch(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(PATCHES::contains);
    }

    /** What parsers of URLs, values, paths and patches throw; HAPI wraps most of it as an internal error. */
    private static boolean isBadInput(Throwable thrown) {
        return ExceptionSummary.causes(thrown)
                .anyMatch(cause -> cause instanceof DataFormatException
                        || cause instanceof IllegalArgumentException
                        || cause instanceof IndexOutOfBoundsException
                        || cause instanceof ArithmeticException
                        || cause instanceof DateTimeException
                        || cause instanceof FHIRException
                        || cause instanceof StackOverflowError
                        || isThrownByParameter(cause)
                        || isThrownByParser(cause)
                        || (cause instanceof BaseServerResponseException inner && inner.getStatusCode() < 500));
    }
}
