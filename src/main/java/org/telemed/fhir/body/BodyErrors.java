package org.telemed.fhir.body;

import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Builds the errors of this package, which name the element and never quote a value. */
final class BodyErrors {

    private BodyErrors() {}

    static TelemedException at(String place, String problem) {
        return because("The body cannot be taken: " + place + " " + problem + ".");
    }

    static TelemedException malformed(String format, int line, int column, String advice) {
        return because(
                "The body is not well-formed " + format + ": see line " + line + ", column " + column + ". " + advice);
    }

    static TelemedException because(String sentence) {
        return TelemedException.because(Reason.BAD_REQUEST, sentence);
    }
}
