package org.telemed.fhir.body;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The parameter {@code fhirVersion} of a content type.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#version-parameter">FHIR, FHIR Version Parameter</a>
 */
public final class FhirVersionParameter {

    private final FhirVersionEnum version;

    public FhirVersionParameter(FhirContext context) {
        this.version = context.getVersion().getVersion();
    }

    /**
     * Refuses a content type that names another version than this server's.
     *
     * @throws TelemedException UNSUPPORTED_MEDIA_TYPE
     */
    public void require(String contentType) {
        values(contentType, "fhirversion")
                .filter(sent -> !isOurs(sent))
                .findFirst()
                .ifPresent(other -> {
                    throw TelemedException.because(
                            Reason.UNSUPPORTED_MEDIA_TYPE,
                            "This server speaks FHIR " + version.name() + " (" + ours()
                                    + "), and the content type of the body says another version. Send the body in this one.");
                });
    }

    /**
     * The values of one parameter of a content type, in lower case and without quotes.
     *
     * @param name in lower case
     */
    public static Stream<String> values(String contentType, String name) {
        return Arrays.stream(contentType.split(";", -1))
                .skip(1)
                .map(parameter -> parameter.split("=", 2))
                .filter(parts -> parts.length == 2
                        && parts[0].strip().toLowerCase(Locale.ROOT).equals(name))
                .map(parts -> parts[1].replace("\"", "").strip().toLowerCase(Locale.ROOT));
    }

    private boolean isOurs(String sent) {
        return sent.equals(ours()) || sent.startsWith(ours() + ".");
    }

    /** The version as in the media type's parameter, without the patch number. */
    private String ours() {
        String full = version.getFhirVersionString();
        return full.substring(0, full.lastIndexOf('.'));
    }
}
