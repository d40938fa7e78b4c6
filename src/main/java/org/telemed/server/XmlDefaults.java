package org.telemed.server;

import java.util.List;

/** Denies external DTDs and stylesheets to the JDK's XML parsers, whichever library creates them. */
final class XmlDefaults {

    private static final List<String> EXTERNAL =
            List.of("javax.xml.accessExternalDTD", "javax.xml.accessExternalStylesheet");

    private XmlDefaults() {}

    /** Sets the system properties, unless the operator has set them. */
    static void apply() {
        for (String property : EXTERNAL) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "");
            }
        }
    }
}
