package org.telemed.fhir.body;

import org.telemed.core.error.TelemedException;

/** Checks the prolog of XML for a DOCTYPE, which cannot be anywhere else. */
final class XmlProlog {

    private XmlProlog() {}

    /** @throws TelemedException BAD_REQUEST, if there is one */
    static void requireNoDoctype(String xml) {
        int at = xml.indexOf('<');
        while (at >= 0) {
            if (xml.startsWith("<?", at)) {
                at = after(xml, "?>", at);
            } else if (xml.startsWith("<!--", at)) {
                at = after(xml, "-->", at);
            } else if (xml.startsWith("<!", at)) {
                throw doctype();
            } else {
                return;
            }
        }
    }

    static TelemedException doctype() {
        return BodyErrors.because(
                "The body has a DOCTYPE, which this server does not take: it could name files to read. Leave it out.");
    }

    private static int after(String xml, String end, int from) {
        int at = xml.indexOf(end, from);
        return at < 0 ? -1 : xml.indexOf('<', at);
    }
}
