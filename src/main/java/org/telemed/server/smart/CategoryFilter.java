package org.telemed.server.smart;

import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.util.UrlUtil;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The search restriction of a granular scope, {@code category=system|code} or {@code category=code}: it grants only what a
 * search with this parameter finds.
 *
 * @param system the code system; null for any
 */
public record CategoryFilter(@Nullable String system, String code) {
    /** The only search parameter that a scope may have here. */
    public static final String PARAMETER = "category";

    /** One value without anything that FHIR's searches would take apart. */
    private static final Pattern FORM =
            Pattern.compile(PARAMETER + "=(?:(?<system>[^\\s&|,\\\\$]+)\\|)?(?<code>[^\\s&|,\\\\$=?]+)");

    /** Reads what a scope has behind its question mark; empty for everything but one category. */
    static Optional<CategoryFilter> parse(String query) {
        try {
            Matcher form = FORM.matcher(UriUtils.decode(query, StandardCharsets.UTF_8));
            return form.matches()
                    ? Optional.of(new CategoryFilter(form.group("system"), form.group("code")))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** As the value of a search parameter. */
    public TokenParam token() {
        return new TokenParam(system, code);
    }

    /** As a search. */
    public String query() {
        return PARAMETER + "=" + UrlUtil.escapeUrlParam(token().getValueAsQueryToken());
    }
}
