package org.telemed.hapi.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header {@code Prefer} in the form that HAPI reads: in one line, the first preference of each name. HAPI reads the
 * first line, takes the last of two preferences, and fails at one without a value.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-2">RFC 7240, The Prefer Request Header Field</a>
 */
public final class Preferences {

    private static final Pattern SEPARATORS = Pattern.compile("[,;]");
    private static final Pattern PREFERENCE =
            Pattern.compile("\\s*(?<name>[A-Za-z-]+)\\s*(?:=\\s*\"?(?<value>[A-Za-z0-9-]{2,})\"?\\s*)?");
    private static final Set<String> WITH_VALUE = Set.of("return", "handling");

    private Preferences() {}

    /** Unknown and malformed ones are left out; empty if none is left. */
    public static Optional<String> of(List<String> headers) {
        Set<String> names = new HashSet<>();
        String all = headers.stream()
                .flatMap(SEPARATORS::splitAsStream)
                .map(PREFERENCE::matcher)
                .filter(Matcher::matches)
                .filter(preference -> isKnown(preference) && names.add(name(preference)))
                .map(preference ->
                        name(preference) + (preference.group("value") == null ? "" : "=" + preference.group("value")))
                .collect(Collectors.joining(", "));
        return Optional.of(all).filter(text -> !text.isEmpty());
    }

    private static boolean isKnown(Matcher preference) {
        return WITH_VALUE.contains(name(preference))
                ? preference.group("value") != null
                : name(preference).equals("respond-async");
    }

    private static String name(Matcher preference) {
        return preference.group("name").toLowerCase(Locale.ROOT);
    }
}
