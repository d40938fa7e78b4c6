package org.telemed.hapi.http;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Checks FHIR's general parameters, such as {@code _count} and {@code _format}. HAPI ignores a wrong value of most of
 * them, and takes one of two values.
 */
public final class GeneralParameterCheck {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Predicate<String> IS_NUMBER = NUMBER.asMatchPredicate();
    private static final String WHOLE_NUMBER = "a whole number, not below zero";

    private static final List<Rule> RULES = List.of(
            new Rule("_count", IS_NUMBER, WHOLE_NUMBER),
            new Rule("_offset", IS_NUMBER, WHOLE_NUMBER),
            new Rule("_getpagesoffset", IS_NUMBER, WHOLE_NUMBER),
            new Rule(
                    "_summary",
                    value -> SummaryEnum.fromCode(value.toLowerCase(Locale.ROOT)) != null,
                    "one of true, text, data, count and false"),
            new Rule(
                    "_total",
                    value -> SearchTotalModeEnum.fromCode(value) != null,
                    "one of none, estimate and accurate"),
            new Rule("_pretty", List.of("true", "false")::contains, "true or false"),
            new Rule("_contained", "false"::equals, "false: this server does not search in contained resources"),
            new Rule("_filter", value -> false, "left out: this server does not support it"),
            new Rule("_format", GeneralParameterCheck::isFormat, "json, xml or ttl, or their media types"),
            once("_since"),
            once("_at"),
            once("_getpages"),
            once("_pageId"),
            once("_bundletype"),
            once("_cascade"),
            once("_expunge"));

    private GeneralParameterCheck() {}

    /** A sentence on the first one that is given twice, or has a wrong value. An empty value is none, as FHIR says. */
    public static Optional<String> problemOf(Map<String, String[]> parameters) {
        return RULES.stream()
                .map(rule -> rule.problem(parameters.getOrDefault(rule.name, new String[0])))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A sentence on a parameter that is given twice. */
    public static String repeated(String name) {
        return "The parameter " + name + " may be given once only.";
    }

    private static Rule once(String name) {
        return new Rule(name, value -> true, "");
    }

    /** A plus sign in a query stands for a blank. */
    private static boolean isFormat(String value) {
        String type = value.split(";", 2)[0].strip().replace(' ', '+');
        return EncodingEnum.forContentType(type) != null || type.startsWith("html/");
    }

    private record Rule(String name, Predicate<String> allowed, String words) {

        private Optional<String> problem(String[] values) {
            if (values.length > 1) {
                return Optional.of(repeated(name));
            }
            return Arrays.stream(values)
                    .filter(value -> !value.isEmpty() && !allowed.test(value))
                    .findFirst()
                    .map(wrong -> "The parameter " + name + " must be " + words + ".");
        }
    }
}
