package org.telemed.fhir.value;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import com.google.common.base.Suppliers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds numbers that are expensive to compute with in a search: in a query, a form or a match URL, chained or not.
 *
 * <p>An identifier may look like {@code 1E100000}. So it is accepted in parameters that are tokens, strings,
 * references, URIs or dates in FHIR's own definitions, and refused in all others, including {@code _filter} and a
 * host's own parameters.
 */
public final class SearchUrlCheck {

    private static final Set<RestSearchParameterTypeEnum> HARMLESS = Set.of(
            RestSearchParameterTypeEnum.TOKEN,
            RestSearchParameterTypeEnum.STRING,
            RestSearchParameterTypeEnum.REFERENCE,
            RestSearchParameterTypeEnum.URI,
            RestSearchParameterTypeEnum.DATE);

    private static final Pattern SEPARATORS = Pattern.compile("[,|$\\\\\\s()\"']+");
    private static final Pattern PREFIX = Pattern.compile("^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=[-+.\\p{Nd}])");
    private static final Pattern MODIFIER = Pattern.compile(
            "[A-Z].*|missing|exact|contains|not|text|text-advanced|code-text|in|not-in|below|above|of-type|iterate|nickname|mdm");
    private static final Pattern NAMES = Pattern.compile("[.:]");

    private final Supplier<Set<String>> harmless;

    public SearchUrlCheck(FhirContext context) {
        this.harmless = Suppliers.memoize(() -> harmlessIn(context));
    }

    /**
     * Whether a number in it is too expensive.
     *
     * @param query the URL's part after the question mark, or a form
     */
    public boolean isExcessive(String query) {
        return Arrays.stream(query.split("[&;]")).anyMatch(this::isExcessiveParameter);
    }

    private boolean isExcessiveParameter(String parameter) {
        int equals = parameter.indexOf('=');
        return equals >= 0
                && holdsExcessive(decoded(parameter.substring(equals + 1)))
                && !isHarmless(decoded(parameter.substring(0, equals)));
    }

    private static boolean holdsExcessive(String value) {
        return Arrays.stream(SEPARATORS.split(value))
                .map(token -> PREFIX.matcher(token.strip()).replaceFirst(""))
                .anyMatch(NumberCheck::isExcessive);
    }

    /** Looks at the last parameter of a chain or {@code _has}; a modifier or type may follow it. */
    private boolean isHarmless(String name) {
        return Arrays.stream(NAMES.split(name))
                .filter(part -> !MODIFIER.matcher(part).matches())
                .reduce((first, second) -> second)
                .filter(harmless.get()::contains)
                .isPresent();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static Set<String> harmlessIn(FhirContext context) {
        Set<String> harmless = new HashSet<>(Set.of("_id"));
        Set<String> harmful = new HashSet<>();
        for (String type : context.getResourceTypes()) {
            for (RuntimeSearchParam parameter :
                    context.getResourceDefinition(type).getSearchParams()) {
                (HARMLESS.contains(parameter.getParamType()) ? harmless : harmful).add(parameter.getName());
            }
        }
        harmless.removeAll(harmful);
        return harmless;
    }
}
