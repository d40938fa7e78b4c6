package org.telemed.hapi.patch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Refuses an XML Patch with a DOCTYPE. HAPI 8.8 resolves external entities, with which a patch could read files of the
 * server.
 */
final class XmlPatchDoctype {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private XmlPatchDoctype() {}

    static boolean isXmlPatch(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("xml-patch");
    }

    /**
     * Parses the patch with JAXP's own parser, as HAPI's library does, but refuses a DOCTYPE.
     *
     * @throws TelemedException BAD_REQUEST, also if it is no XML
     */
    static void requireNone(byte[] patch) {
        try {
            parser().parse(new InputSource(new ByteArrayInputStream(patch)), new Nothing());
        } catch (SAXException | IOException refused) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "This XML Patch has a DOCTYPE, which could name files to read, or is not well-formed XML."
                            + " Leave the DOCTYPE out, or send a JSON Patch.");
        }
    }

    private static SAXParser parser() throws SAXException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        try {
            factory.setFeature(NO_DOCTYPE, true);
            return factory.newSAXParser();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("This host's XML parser cannot refuse a DOCTYPE.", impossible);
        }
    }

    /** Ignores the content. */
    private static final class Nothing extends DefaultHandler {
        @Override
        public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
            throw new SAXException("Nothing external is read.");
        }
    }
}
