package org.telemed.hapi.operation.input;

import ca.uhn.fhir.rest.api.Constants;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.structure.NearestName;

/** Builds the error for an unknown parameter, in the query or in Parameters. */
public final class UnknownParameter {
    /** FHIR's parameters that control the form of an answer. */
    public static final Set<String> CONTROL =
            Set.of(Constants.PARAM_FORMAT, Constants.PARAM_PRETTY, Constants.PARAM_SUMMARY, Constants.PARAM_ELEMENTS);

    private UnknownParameter() {}

    /**
     * Names the parameter, if it is well-formed, and the nearest one that is taken.
     *
     * @param known the parameters that are taken, besides {@link #CONTROL}
     */
    public static TelemedException refusal(String name, Collection<String> known) {
        return refusal(name, known, CONTROL);
    }

    /** The same where no control parameter is taken. */
    public static TelemedException refusalOutsideFhir(String name, Collection<String> known) {
        return refusal(name, known, Set.of());
    }

    private static TelemedException refusal(String name, Collection<String> known, Collection<String> control) {
        String sentence = name.matches("[A-Za-z_][A-Za-z0-9_:.\\-]{0,63}")
                ? "There is no parameter " + name + " here."
                : "A parameter has a name that none has here.";
        return TelemedException.because(
                Reason.BAD_REQUEST,
                sentence
                        + NearestName.hint(
                                name,
                                Stream.concat(known.stream(), control.stream()).toList()));
    }
}
