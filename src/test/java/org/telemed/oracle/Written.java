package org.telemed.oracle;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A dateTime as it was written: readable, unreadable or missing.
 *
 * @param isPresent whether it has a value or extensions
 */
record Written(boolean isPresent, Optional<Span> span) {

    /** HAPI's parser drops the value "", so that to the server it is missing. */
    static Written read(Map<String, Object> parent, String name, ZoneId zone) {
        Optional<String> text = Json.text(parent, name).filter(value -> !value.isEmpty());
        return new Written(
                text.isPresent() || parent.containsKey("_" + name), text.flatMap(value -> Span.read(value, zone)));
    }

    /** Whether a Period says something, such as a data-absent-reason, in place of its start and its end. */
    static boolean isNeitherStartNorEnd(Map<String, Object> period, ZoneId zone) {
        return period.values().stream().anyMatch(value -> !value.equals(""))
                && !read(period, "start", zone).isPresent()
                && !read(period, "end", zone).isPresent();
    }

    boolean isUnreadable() {
        return isPresent && span.isEmpty();
    }
}
