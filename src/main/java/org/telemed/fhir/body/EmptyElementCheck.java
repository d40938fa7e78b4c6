package org.telemed.fhir.body;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds elements in XML that have neither a value nor children, which FHIR forbids and HAPI's parser drops. An empty
 * narrative is one.
 *
 * @see <a href="https://hl7.org/fhir/R4/element.html">FHIR Element, ele-1</a>
 */
final class EmptyElementCheck {

    private static final String EMPTY = "is empty. Leave it out, or say what is in it";
    private static final Set<String> EXTENSIONS = Set.of("extension", "modifierExtension");

    /** For each open element, whether it has content. */
    private final Deque<Boolean> filled = new ArrayDeque<>();

    /** The problem, as the end of a sentence that starts with the path; empty if there is none. */
    Optional<String> enter(XMLStreamReader element) {
        String value = element.getAttributeValue(null, "value");
        fill();
        filled.addLast(value != null);
        if (value != null && value.isBlank()) {
            return Optional.of(EMPTY);
        }
        return EXTENSIONS.contains(element.getLocalName()) && isMissing(element.getAttributeValue(null, "url"))
                ? Optional.of("has no url. An extension says by its url what it means")
                : Optional.empty();
    }

    /** An element within a narrative. */
    void narrative(String element) {
        if (element.equals("img")) {
            fill();
        }
    }

    void text(String text) {
        if (!text.isBlank()) {
            fill();
        }
    }

    /** A resource may be empty. */
    Optional<String> leave(String element) {
        boolean mayEnd = filled.removeLast() || filled.isEmpty() || Character.isUpperCase(element.charAt(0));
        return mayEnd ? Optional.empty() : Optional.of(EMPTY);
    }

    private void fill() {
        if (!filled.isEmpty()) {
            filled.removeLast();
            filled.addLast(true);
        }
    }

    private static boolean isMissing(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
