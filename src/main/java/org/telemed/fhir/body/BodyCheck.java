package org.telemed.fhir.body;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.value.NumberCheck;
import org.telemed.fhir.value.QueryEncoding;
import org.telemed.fhir.value.SearchUrlCheck;

/**
 * Refuses bodies and searches that are too expensive to parse, refer to external entities, or contain text that no
 * database stores. Thread-safe.
 */
public final class BodyCheck {

    private final JsonCheck json;
    private final XmlCheck xml;
    private final XmlCheck fhirXml;
    private final SearchUrlCheck searches;
    private final ResourceTypeCheck types;
    private final FhirVersionParameter version;

    /** @param largestBody in bytes; the number of values is bounded in proportion to it */
    public BodyCheck(FhirContext context, long largestBody) {
        BodyBounds bounds = BodyBounds.forBodyOf(largestBody);
        this.searches = new SearchUrlCheck(context);
        this.types = new ResourceTypeCheck(context);
        this.version = new FhirVersionParameter(context);
        ValueCheck values = new ValueCheck(context, searches);
        this.json = new JsonCheck(bounds, values);
        this.xml = new XmlCheck(bounds, values, false);
        this.fhirXml = new XmlCheck(bounds, values, true);
    }

    /**
     * The body as text.
     *
     * @throws TelemedException BAD_REQUEST, if the bytes are not of that charset
     */
    public static String text(byte[] body, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw BodyErrors.because("The body is no valid " + charset.name() + " text. FHIR is sent as UTF-8.");
        }
    }

    /**
     * Checks a JSON Patch by RFC 6902. It also must not copy often: each copy of the root into itself doubles the
     * resource.
     *
     * @throws TelemedException BAD_REQUEST, naming the place
     */
    public void jsonPatch(String body) {
        json.check(body);
        JsonPatchCheck.check(body);
    }

    /**
     * Checks FHIR JSON.
     *
     * @throws TelemedException BAD_REQUEST, naming the place
     */
    public void json(String body) {
        json.check(body);
    }

    /**
     * Checks FHIR JSON that must be a resource, and the resources inside it, for their types.
     *
     * @throws TelemedException BAD_REQUEST, naming the place
     */
    public void resource(String body) {
        json.check(body);
        types.check(body);
    }

    /**
     * Checks the FHIR version that a content type names.
     *
     * @throws TelemedException UNSUPPORTED_MEDIA_TYPE if it is another one
     */
    public void contentType(String contentType) {
        version.require(contentType);
    }

    /**
     * Checks FHIR XML.
     *
     * @throws TelemedException BAD_REQUEST, naming the place
     */
    public void xml(String body) {
        xml.check(body);
    }

    /**
     * Checks XML that must be FHIR alone: without text, and without elements of other namespaces, outside narratives.
     *
     * @throws TelemedException BAD_REQUEST, naming the place
     */
    public void fhirXml(String body) {
        fhirXml.check(body);
    }

    /**
     * Checks a number that was parsed already.
     *
     * @throws TelemedException BAD_REQUEST
     */
    public static void number(@Nullable Object value) {
        if (value instanceof BigDecimal decimal && NumberCheck.isExcessive(decimal)) {
            throw BodyErrors.because("A decimal would have too many digits or too large an exponent.");
        }
    }

    /**
     * Checks that what a query encodes by percent signs is UTF-8 without control characters. Other bytes become question
     * marks on their way.
     *
     * @throws TelemedException BAD_REQUEST, naming the parameter
     */
    public static void encoding(String query) {
        QueryEncoding.problem(query).ifPresent(problem -> {
            throw BodyErrors.because(problem);
        });
    }

    /**
     * Checks the query of a search, a form, or a match URL.
     *
     * @throws TelemedException BAD_REQUEST
     */
    public void search(String query) {
        encoding(query);
        if (searches.isExcessive(query)) {
            throw BodyErrors.because("A search parameter is a number with too many digits or too large an exponent.");
        }
    }
}
