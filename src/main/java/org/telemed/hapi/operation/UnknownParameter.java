package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.api.Constants;
import java.util.Collection;
import java.util.Set;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.structure.NearestName;

/** How a parameter is refused that there is none of, by query or in Parameters. */
public final class UnknownParameter {
    /** FHIR's parameters about the form of an answer; they never hide what was asked for. */
    public static final Set<String> CONTROL =
            Set.of(Constants.PARAM_FORMAT, Constants.PARAM_PRETTY, Constants.PARAM_SUMMARY, Constants.PARAM_ELEMENTS);

    private UnknownParameter() {}

    /** Names it where it can be a name at all, and the nearest that there is. */
    public static TelemedException refusal(String name, Collection<String> known) {
        String sentence = name.matches("[A-Za-z_][A-Za-z0-9_:.\\-]{0,63}")
                ? "There is no parameter " + name + " here."
                : "A parameter has a name that none has here.";
        return TelemedException.because(Reason.BAD_REQUEST, sentence + NearestName.hint(name, known));
    }
}
