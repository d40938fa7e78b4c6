package org.telemed.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Refuses values of numbers, quantities, positions and composites on which HAPI fails, or which it misreads. */
final class SearchValueCheck {

    private static final Pattern OR = Pattern.compile("(?<!\\\\),");
    private static final Pattern COMPOSITE = Pattern.compile("(?<!\\\\)\\$");
    private static final Pattern PARTS = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern PREFIX = Pattern.compile("^(eq|ne|gt|lt|ge|le|sa|eb|ap)");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(\\d{1,100}(\\.\\d{1,100})?|\\.\\d{1,100})([eE][+-]?\\d{1,3})?");

    /** HAPI computes with numbers around the searched one, and doubles end at 1E308. */
    private static final double LARGEST = 1e100;

    /** From pole to pole, in any unit that is known. */
    private static final double LONGEST_DISTANCE = 10_000;

    private static final int MOST_PARTS_OF_A_QUANTITY = 3;
    private static final String NUMBER = "a decimal number, not beyond 1E100, such as 5.4 or ge100";

    private final SearchParameters parameters;

    SearchValueCheck(SearchParameters parameters) {
        this.parameters = parameters;
    }

    /** What each of the values, divided by commas, must be; empty if they all are. HAPI leaves out empty ones, as FHIR says. */
    Optional<String> problem(RuntimeSearchParam parameter, String values) {
        List<String> all =
                OR.splitAsStream(values).filter(value -> !value.isEmpty()).toList();
        boolean isOnlyCommas = all.isEmpty() && !values.isEmpty();
        return (isOnlyCommas ? Stream.of("") : all.stream())
                .map(value -> problemOfOne(parameter, value.strip()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> problemOfOne(RuntimeSearchParam parameter, String value) {
        RestSearchParameterTypeEnum type = parameter.getParamType();
        return switch (type) {
            case NUMBER -> unless(isNumber(value), NUMBER);
            case QUANTITY -> unless(isQuantity(value), NUMBER + ", and may have a system and a code, 5.4|system|code");
            case DATE -> unless(isDate(value), "a date or a time, such as 2026-01-31 or ge2026-01-31T08:00:00Z");
            case COMPOSITE -> composite(parameter, value);
            case SPECIAL ->
                unless(
                        !parameter.getName().equals("near") || isPosition(value),
                        "latitude|longitude|distance|unit, such as 52.5|13.4|10|km; the last two may be left out");
            default -> Optional.empty();
        };
    }

    private Optional<String> composite(RuntimeSearchParam parameter, String value) {
        List<RuntimeSearchParam> components = parameter.getComponents().stream()
                .map(component -> parameters.byUrl(component.getReference()))
                .flatMap(Optional::stream)
                .toList();
        String[] parts = COMPOSITE.split(value, -1);
        if (parts.length != parameter.getComponents().size()
                || Arrays.stream(parts).anyMatch(String::isBlank)) {
            return Optional.of(parameter.getComponents().size() + " values with a $ between them");
        }
        for (int i = 0; i < parts.length && components.size() == parts.length; i++) {
            Optional<String> problem = problemOfOne(components.get(i), parts[i].strip());
            if (problem.isPresent()) {
                return problem.map("values with a $ between them, one of them "::concat);
            }
        }
        return Optional.empty();
    }

    private static boolean isQuantity(String value) {
        String[] parts = PARTS.split(value, -1);
        return parts.length <= MOST_PARTS_OF_A_QUANTITY && isNumber(parts[0]);
    }

    private static boolean isNumber(String value) {
        return isBetween(PREFIX.matcher(value.strip()).replaceFirst(""), -LARGEST, LARGEST);
    }

    private static boolean isDate(String value) {
        try {
            return !new DateParam(value).isEmpty();
        } catch (DataFormatException | IllegalArgumentException | InvalidRequestException unreadable) {
            return false;
        }
    }

    private static boolean isPosition(String value) {
        String[] parts = PARTS.split(value, -1);
        return (parts.length >= 2 && parts.length <= 4)
                && isBetween(parts[0], -90, 90)
                && isBetween(parts[1], -180, 180)
                && (parts.length < 3 || isBetween(parts[2], 0, LONGEST_DISTANCE))
                && (parts.length < 4 || !parts[3].isBlank());
    }

    private static boolean isBetween(String number, double least, double most) {
        if (!DECIMAL.matcher(number).matches()) {
            return false;
        }
        double value = Double.parseDouble(number);
        return value >= least && value <= most;
    }

    private static Optional<String> unless(boolean holds, String words) {
        return holds ? Optional.empty() : Optional.of(words);
    }
}
