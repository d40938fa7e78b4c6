package org.telemed.fhir.body;

import ca.uhn.fhir.context.FhirContext;
import com.google.common.base.Suppliers;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.telemed.fhir.value.DecimalElements;
import org.telemed.fhir.value.NestingCheck;
import org.telemed.fhir.value.NumberCheck;
import org.telemed.fhir.value.QueryEncoding;
import org.telemed.fhir.value.SearchUrlCheck;
import org.telemed.fhir.value.TextCheck;

/** Checks one string in a body, the same for JSON and XML. */
final class ValueCheck {

    private static final int DEEPEST_NARRATIVE = 200;
    private static final int DEEPEST_EXPRESSION = 100;
    private static final int LONGEST_EXPRESSION = 10_000;
    private static final Pattern DOCTYPE = Pattern.compile("<!\\s*(DOCTYPE|ENTITY)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> MATCH_URLS = Set.of("reference", "url", "ifNoneExist", "fullUrl", "value");
    private static final Set<String> EXPRESSIONS = Set.of("expression", "path", "valueExpression");

    private final Supplier<DecimalElements> decimals;
    private final SearchUrlCheck searches;

    ValueCheck(FhirContext context, SearchUrlCheck searches) {
        this.decimals = Suppliers.memoize(() -> new DecimalElements(context));
        this.searches = searches;
    }

    /** The problem, as the end of a sentence that starts with the path; empty if there is none. */
    Optional<String> problem(String parent, String name, String value) {
        if (TextCheck.isForbidden(value)) {
            return Optional.of("holds a character that FHIR forbids: a control character, or half a surrogate pair");
        }
        if (NumberCheck.isExcessive(value) && isNumber(parent, name)) {
            return Optional.of("is a number with too many digits or too large an exponent");
        }
        if (name.equals("div")) {
            return narrative(value);
        }
        if (MATCH_URLS.contains(name) && value.indexOf('?') >= 0 && searches.isExcessive(afterQuestionMark(value))) {
            return Optional.of("searches for a number with too many digits or too large an exponent");
        }
        if (isMalformedUrl(parent, name, value)) {
            return Optional.of("is a URL with a control character, or not percent-encoded as it must be");
        }
        return isExpression(parent, name) ? expression(value) : Optional.empty();
    }

    /** Includes values in a FHIRPath Patch, which may be for an element of any type. */
    private boolean isNumber(String parent, String name) {
        return (parent.equals("part") && name.startsWith("value"))
                || decimals.get().contains(parent, name);
    }

    /** What HAPI decodes: the URL and the condition of an entry, and a reference that searches. */
    private static boolean isMalformedUrl(String parent, String name, String value) {
        if (name.equals("ifNoneExist")) {
            return QueryEncoding.isMalformedQuery(afterQuestionMark(value));
        }
        boolean isDecoded = (name.equals("url") && parent.equals("request"))
                || (name.equals("reference") && value.indexOf('?') >= 0);
        return isDecoded && QueryEncoding.isMalformed(value);
    }

    private static String afterQuestionMark(String url) {
        return url.substring(url.indexOf('?') + 1);
    }

    private static Optional<String> narrative(String xhtml) {
        if (DOCTYPE.matcher(xhtml).find()) {
            return Optional.of("holds a DOCTYPE, which this server does not take");
        }
        return NestingCheck.ofElements(xhtml) > DEEPEST_NARRATIVE
                ? Optional.of("nests elements deeper than " + DEEPEST_NARRATIVE)
                : NarrativeCheck.problem(xhtml);
    }

    private static boolean isExpression(String parent, String name) {
        return EXPRESSIONS.contains(name) || (parent.equals("part") && name.equals("valueString"));
    }

    private static Optional<String> expression(String text) {
        if (text.length() > LONGEST_EXPRESSION) {
            return Optional.of("is longer than " + LONGEST_EXPRESSION + " characters");
        }
        return NestingCheck.ofBrackets(text) > DEEPEST_EXPRESSION
                ? Optional.of("nests brackets deeper than " + DEEPEST_EXPRESSION)
                : Optional.empty();
    }
}
