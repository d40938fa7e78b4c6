package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.encounter.EncounterId;
import org.telemed.fhir.outcome.Outcomes;
import org.telemed.hapi.http.Preferences;

/**
 * Builds the answer with a stored Encounter as a POST or PUT would: with ETag and Location, and according to Prefer.
 */
final class EncounterResponse {
    private final FhirContext context;
    private final Outcomes outcomes;

    EncounterResponse(FhirContext context) {
        this.context = context;
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

    /** Names the Encounter in the header Location; the response has no body. */
    IBaseResource withId(ServletRequestDetails request, EncounterId stored) {
        HttpServletResponse response = request.getServletResponse();
        IIdType location = context.getVersion()
                .newIdType("Encounter", stored.value())
                .withServerBase(request.getFhirServerBase(), "Encounter");
        response.setHeader(Constants.HEADER_LOCATION, location.getValue());
        request.setServletResponse(new BodilessResponse(response));
        return outcomes.information("The Encounter is stored, and its room documented.");
    }

    private static PreferReturnEnum preferred(ServletRequestDetails request) {
        return Preferences.of(request.getHeaders(Constants.HEADER_PREFER))
                .map(preferences ->
                        RestfulServerUtils.parsePreferHeader(preferences).getReturn())
                .orElse(PreferReturnEnum.REPRESENTATION);
    }
}
