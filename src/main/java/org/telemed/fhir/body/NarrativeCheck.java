package org.telemed.fhir.body;

import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Checks that a narrative in JSON is well-formed XHTML with a div element at its root, as HAPI's parser wants it. */
final class NarrativeCheck {

    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml[^>]*\\?>\\s*");

    private NarrativeCheck() {}

    /** The problem, as the end of a sentence that starts with the path; empty if there is none. */
    static Optional<String> problem(String narrative) {
        String xhtml = DECLARATION.matcher(narrative.strip()).replaceFirst("");
        if (!xhtml.startsWith("<")) { // HAPI puts a text without markup into a div
            xhtml = "<div>" + xhtml + "</div>";
        }
        if (xhtml.startsWith("<!")) {
            return Optional.of("does not begin with its div element");
        }
        try {
            XMLStreamReader reader = XmlCheck.FACTORY.createXMLStreamReader(new StringReader(xhtml));
            return problem(reader);
        } catch (XMLStreamException malformed) {
            var at = malformed.getLocation();
            return Optional.of("is not well-formed XHTML, or has a character that FHIR forbids: see its line "
                    + (at == null ? 1 : at.getLineNumber()) + ", column " + (at == null ? 1 : at.getColumnNumber()));
        }
    }

    private static Optional<String> problem(XMLStreamReader reader) throws XMLStreamException {
        boolean isDiv = false;
        boolean isRoot = true;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT && isRoot) {
                isDiv = reader.getLocalName().equals("div");
                isRoot = false;
            }
        }
        return isDiv ? Optional.empty() : Optional.of("does not begin with its div element");
    }
}
