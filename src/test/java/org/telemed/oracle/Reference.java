package org.telemed.oracle;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to a resource of this server, as {@code Type/id}. */
record Reference(String type, String id) {
    private static final Pattern FORMAT =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(/_history/[A-Za-z0-9.-]{1,64})?");

    /** Empty for a contained, logical, foreign or malformed one, which matches nobody. */
    static Optional<Reference> read(Map<String, Object> reference) {
        return Json.text(reference, "reference").flatMap(Reference::read);
    }

    /** The same for the text of one. */
    static Optional<Reference> read(String text) {
        String relative = text;
        for (String base : Case.LOCAL_BASES) {
            if (text.startsWith(base + "/")) {
                relative = text.substring(base.length() + 1);
            }
        }
        Matcher parts = FORMAT.matcher(relative);
        return parts.matches() ? Optional.of(new Reference(parts.group(1), parts.group(2))) : Optional.empty();
    }
}
