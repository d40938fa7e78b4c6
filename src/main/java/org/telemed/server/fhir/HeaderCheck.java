package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.IfMatch;
import org.telemed.hapi.operation.TelemedOperationProvider;
import org.telemed.server.error.ErrorOutcome;

/** Checks headers that HAPI would ignore: {@code Accept}, and preconditions that it does not evaluate. */
final class HeaderCheck {
    static final String IF_MATCH_DELETES =
            "A DELETE does not ask for a version here, so it takes no If-Match. Leave it out, or update the resource instead.";

    private static final String IF_UNMODIFIED_SINCE = "If-Unmodified-Since";

    private final AcceptCheck accept;

    HeaderCheck(FhirContext context) {
        this.accept = new AcceptCheck(context);
    }

    /** The first header that is wrong. */
    Optional<ErrorOutcome> problem(RequestDetails request) {
        if (!accept.isAcceptable(request)) {
            return Optional.of(ErrorOutcome.badRequest(
                    406,
                    "not-supported",
                    "The header Accept names no format of this server. It answers in application/fhir+json,"
                            + " application/fhir+xml and text/turtle, in its own FHIR version; $telemed-status by GET as"
                            + " text/event-stream, too."));
        }
        return unchecked(request)
                .map(text -> ErrorOutcome.of(Reason.BAD_REQUEST, text))
                .or(() -> ifMatch(request));
    }

    /** A sentence on a precondition that is not checked. */
    private static Optional<String> unchecked(RequestDetails request) {
        boolean isDelete = request.getRequestType() == RequestTypeEnum.DELETE;
        if (isDelete && request.getHeader(Constants.HEADER_IF_MATCH) != null) {
            return Optional.of(IF_MATCH_DELETES);
        }
        if (request.getHeader(Constants.HEADER_IF_MATCH) != null && !comparesVersions(request)) {
            return Optional.of("If-Match is for updates and patches of a resource. Leave it out.");
        }
        if (request.getHeader(IF_UNMODIFIED_SINCE) != null) {
            return Optional.of("This server compares versions, not dates: it takes no " + IF_UNMODIFIED_SINCE
                    + ". Send the ETag of the resource as If-Match.");
        }
        if (request.getRequestType() != RequestTypeEnum.GET
                && request.getHeader(Constants.HEADER_IF_NONE_MATCH) != null) {
            return Optional.of(
                    "If-None-Match is for reads. To write one version only, send its ETag as If-Match; to create"
                            + " a resource once, send If-None-Exist with a POST.");
        }
        return Optional.empty();
    }

    /** Our operations do, by POST and by GET. */
    private static boolean comparesVersions(RequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.PUT
                || request.getRequestType() == RequestTypeEnum.PATCH
                || TelemedOperationProvider.NAMES.contains(String.valueOf(request.getOperation()));
    }

    private static Optional<ErrorOutcome> ifMatch(RequestDetails request) {
        try {
            IfMatch.of(request.getHeaders(Constants.HEADER_IF_MATCH));
            return Optional.empty();
        } catch (TelemedException malformed) {
            return Optional.of(ErrorOutcome.of(malformed.reason(), malformed.message()));
        }
    }
}
