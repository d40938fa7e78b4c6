package org.telemed.fhir.structure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the element, or the line and column, in the message of HAPI's parser, which quotes values of the body besides. */
public final class ParseErrorPlace {

    private static final Pattern ELEMENT = Pattern.compile("element=\"([A-Za-z.]{1,64})\"");
    private static final Pattern PLACE = Pattern.compile("(?:line: (\\d+), column: (\\d+))|(?:\\[(\\d+),(\\d+)\\])");

    private ParseErrorPlace() {}

    /** A sentence with a blank before it. */
    public static String in(String message, String otherwise) {
        Matcher element = ELEMENT.matcher(message);
        if (element.find()) {
            return " Look at its element " + element.group(1) + ".";
        }
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return otherwise;
        }
        String line = place.group(1) == null ? place.group(3) : place.group(1);
        String column = place.group(2) == null ? place.group(4) : place.group(2);
        return " Look at line " + line + ", column " + column + ".";
    }
}
