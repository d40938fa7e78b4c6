package org.telemed.fhir.value;

/**
 * Measures the nesting of text that another parser reads later: XHTML in a JSON string, brackets in a FHIRPath
 * expression.
 */
public final class NestingCheck {

    private NestingCheck() {}

    /** The depth of elements, counted leniently, because HAPI's narrative parser is lenient too. */
    public static int ofElements(String xhtml) {
        int depth = 0;
        int deepest = 0;
        for (int at = xhtml.indexOf('<'); at >= 0 && at + 1 < xhtml.length(); at = xhtml.indexOf('<', at + 1)) {
            char next = xhtml.charAt(at + 1);
            if (next == '/') {
                depth = Math.max(0, depth - 1);
            } else if (next != '!' && next != '?' && !closesItself(xhtml, at)) {
                deepest = Math.max(deepest, ++depth);
            }
        }
        return deepest;
    }

    private static boolean closesItself(String xhtml, int at) {
        int end = xhtml.indexOf('>', at);
        return end > at && xhtml.charAt(end - 1) == '/';
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
