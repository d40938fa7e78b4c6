package org.telemed.fhir.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the nesting of text that another parser reads later: XHTML in a JSON string, brackets in a FHIRPath
 * expression.
 */
public final class NestingCheck {

    /** What begins and ends tags, other than comments, declarations and processing instructions. */
    private static final Pattern TAG = Pattern.compile("</|<(?=[^!?])|/?>");

    private NestingCheck() {}

    /**
     * The depth of elements, counted leniently, because HAPI's narrative parser is lenient too: a tag that nothing ends is
     * one. The text is read once, even if it has many of these.
     */
    public static int ofElements(String xhtml) {
        int depth = 0;
        int deepest = 0;
        int begun = 0;
        for (Matcher tag = TAG.matcher(xhtml); tag.find(); ) {
            switch (tag.group()) {
                case "<" -> begun++;
                case "/>" -> begun = 0;
                default -> {
                    depth += begun;
                    begun = 0;
                    deepest = Math.max(deepest, depth);
                    depth = tag.group().equals("</") ? Math.max(0, depth - 1) : depth;
                }
            }
        }
        return Math.max(deepest, depth + begun);
    }

    /** The depth of brackets. */
    public static int ofBrackets(String expression) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < expression.length(); i++) {
            switch (expression.charAt(i)) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                default -> {
                    // does not nest
                }
            }
        }
        return deepest;
    }
}
