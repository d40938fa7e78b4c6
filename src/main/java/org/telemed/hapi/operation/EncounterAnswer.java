package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.fhir.outcome.Outcomes;

/**
 * Builds the answer with a stored Encounter as a POST or PUT would: with ETag and Location, and according to Prefer.
 */
final class EncounterAnswer {
    private static final Pattern PREFERENCES = Pattern.compile("[,;]");
    private static final Pattern RETURN = Pattern.compile("\\s*(?i:return)\\s*=\\s*\"?([A-Za-z]+)\"?\\s*");

    private final Outcomes outcomes;

    EncounterAnswer(FhirContext context) {
        this.outcomes = new Outcomes(context);
    }

    /** The resource to send; with {@code return=minimal} the response has no body. */
    IBaseResource to(ServletRequestDetails request, IBaseResource stored) {
        HttpServletResponse response = request.getServletResponse();
        IIdType id = stored.getIdElement();
        String version =
                id.hasVersionIdPart() ? id.getVersionIdPart() : stored.getMeta().getVersionId();
        IIdType location =
                id.withServerBase(request.getFhirServerBase(), "Encounter").withVersion(version);
        response.setHeader(Constants.HEADER_LOCATION, location.getValue());
        response.setHeader(Constants.HEADER_CONTENT_LOCATION, location.getValue());
        response.setHeader(Constants.HEADER_ETAG, RestfulServerUtils.createEtag(version));
        return switch (preferred(request)) {
            case REPRESENTATION -> stored;
            case OPERATION_OUTCOME -> outcomes.information("The Encounter is stored, and its room documented.");
            case MINIMAL -> {
                request.setServletResponse(new BodilessResponse(response));
                yield stored;
            }
        };
    }

    /** The first one counts (RFC 7240, section 2). HAPI's parser takes the last, and fails at one without a value. */
    private static PreferReturnEnum preferred(ServletRequestDetails request) {
        return request.getHeaders(Constants.HEADER_PREFER).stream()
                .flatMap(PREFERENCES::splitAsStream)
                .map(RETURN::matcher)
                .filter(Matcher::matches)
                .map(preference -> PreferReturnEnum.fromHeaderValue(preference.group(1)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(PreferReturnEnum.REPRESENTATION);
    }
}
