package org.telemed.server.fhir;

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

/** Checks the values of FHIR's general parameters, which HAPI ignores or fails on if they are wrong. */
final class GeneralParameters {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private static final List<Rule> RULES = List.of(
            new Rule("_count", value -> NUMBER.matcher(value).matches(), "a whole number, not below zero"),
            new Rule("_offset", value -> NUMBER.matcher(value).matches(), "a whole number, not below zero"),
            new Rule("_getpagesoffset", value -> NUMBER.matcher(value).matches(), "a whole number, not below zero"),
            new Rule(
                    "_summary",
                    value -> SummaryEnum.fromCode(value.toLowerCase(Locale.ROOT)) != null,
                    "one of true, text, data, count and false"),
            new Rule(
                    "_total",
                    value -> SearchTotalModeEnum.fromCode(value) != null,
                    "one of none, estimate and accurate"),
            new Rule("_pretty", value -> value.equals("true") || value.equals("false"), "true or false"),
            new Rule("_filter", value -> false, "left out: this server does not support it"),
            new Rule("_format", GeneralParameters::isFormat, "json, xml or ttl, or their media types"));

    private GeneralParameters() {}

    /** A sentence on the first one that is wrong. */
    static Optional<String> problemOf(Map<String, String[]> parameters) {
        return RULES.stream()
                .filter(rule -> Arrays.stream(parameters.getOrDefault(rule.name, new String[0]))
                        .anyMatch(value -> !value.isEmpty() && !rule.allowed.test(value)))
                .findFirst()
                .map(rule -> "The parameter " + rule.name + " must be " + rule.words + ".");
    }

    /** A plus sign in a query stands for a blank. */
    private static boolean isFormat(String value) {
        String type = value.split(";", 2)[0].strip().replace(' ', '+');
        return EncodingEnum.forContentType(type) != null || type.startsWith("html/");
    }

    private record Rule(String name, Predicate<String> allowed, String words) {}
}
