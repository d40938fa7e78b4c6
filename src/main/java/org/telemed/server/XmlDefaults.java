package org.telemed.server;

import java.util.List;

/** Keeps the JDK's XML parsers from loading anything that a document names, whichever library makes them. */
final class XmlDefaults {

    private static final List<String> EXTERNAL =
            List.of("javax.xml.accessExternalDTD", "javax.xml.accessExternalStylesheet");

    private XmlDefaults() {}

    /** Leaves what an operator has set. */
    static void apply() {
        for (String property : EXTERNAL) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "");
            }
        }
    }
}
