package org.telemed.hapi.operation.input;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.body.FhirVersionParameter;
import org.telemed.fhir.structure.ElementNameCheck;
import org.telemed.hapi.http.GeneralParameterCheck;

/**
 * Refuses unknown query parameters, a conditional create, and a body of another FHIR version or charset. FHIR's control
 * parameters are accepted, but never remove the room or the token from the answer.
 */
public final class OperationRequestCheck {
    /** Summaries that keep what the operation answers with. */
    private static final Set<String> HARMLESS_SUMMARIES = Set.of("false", "data");

    /** The elements that hold the room in an Encounter, and the token in Parameters. */
    private static final String ALWAYS_SHOWN = "extension,virtualService,parameter";

    private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

    private final FhirVersionParameter version;
    private final ElementNameCheck elements;

    OperationRequestCheck(FhirContext context) {
        this.version = new FhirVersionParameter(context);
        this.elements = new ElementNameCheck(context);
    }

    /**
     * Checks the query and the headers of a request.
     *
     * @param names the operation's own parameters
     * @throws TelemedException BAD_REQUEST
     */
    void require(ServletRequestDetails request, Set<String> names) {
        request.getParameters().keySet().forEach(name -> requireKnown(name, names));
        GeneralParameterCheck.problemOf(request.getParameters())
                .or(() -> elementProblem(request))
                .ifPresent(problem -> {
                    throw TelemedException.because(Reason.BAD_REQUEST, problem);
                });
        if (request.getHeader(Constants.HEADER_IF_NONE_EXIST) != null) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "If-None-Exist does not work on an operation. Send an Idempotency-Key to create an Encounter only once.");
        }
        showTheRoom(request);
    }

    private static void requireKnown(String name, Set<String> names) {
        if (name.equals(OperationInput.ENCOUNTER) && names.contains(name)) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "An Encounter is sent as the body, not in the URL. To name a stored one, put its id into the path.");
        }
        if (!names.contains(name) && !UnknownParameter.CONTROL.contains(name)) {
            throw UnknownParameter.refusal(name, names);
        }
    }

    /** An answer is an Encounter or, with a token, Parameters. */
    private Optional<String> elementProblem(ServletRequestDetails request) {
        return Optional.ofNullable(request.getParameters().get(Constants.PARAM_ELEMENTS))
                .map(List::of)
                .filter(names -> elements.problem("Parameters", names).isPresent())
                .flatMap(names -> elements.problem("Encounter", names));
    }

    private static void showTheRoom(ServletRequestDetails request) {
        String[] summary = request.getParameters().get(Constants.PARAM_SUMMARY);
        if (summary != null && !HARMLESS_SUMMARIES.containsAll(Arrays.asList(summary))) {
            request.removeParameter(Constants.PARAM_SUMMARY);
        }
        String[] elements = request.getParameters().get(Constants.PARAM_ELEMENTS);
        if (elements != null) {
            request.removeParameter(Constants.PARAM_ELEMENTS);
            request.addParameter(
                    Constants.PARAM_ELEMENTS, new String[] {String.join(",", elements) + "," + ALWAYS_SHOWN});
        }
    }

    /** @throws TelemedException UNSUPPORTED_MEDIA_TYPE for a body of another FHIR version or charset */
    void requireOurs(String contentType) {
        version.require(contentType);
        FhirVersionParameter.values(contentType, "charset")
                .filter(sent -> !CHARSETS.contains(sent))
                .findFirst()
                .ifPresent(other -> {
                    throw unsupported(
                            "FHIR is written in UTF-8, and the content type of the body says another charset.");
                });
    }

    private static TelemedException unsupported(String message) {
        return TelemedException.because(Reason.UNSUPPORTED_MEDIA_TYPE, message);
    }
}
