package org.telemed.fhir.body;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Parses an XML body event by event, without building objects, and refuses it if malformed, over the limits, or with a
 * DOCTYPE.
 */
final class XmlCheck {

    /** For Woodstox, where present: HAPI resolves HTML's entities, such as nbsp, without a declaration. */
    private static final String UNDECLARED_ENTITIES = "com.ctc.wstx.undeclaredEntityResolver";

    /** For Woodstox: without it, text is read late, and its errors are of another class. */
    private static final String LAZY_PARSING = "com.ctc.wstx.lazyParsing";

    static final XMLInputFactory FACTORY = factory();

    private final BodyBounds bounds;
    private final ValueCheck values;
    private final boolean fhirAlone;

    /** @param fhirAlone refuses text, elements of other namespaces, and empty elements, outside narratives */
    XmlCheck(BodyBounds bounds, ValueCheck values, boolean fhirAlone) {
        this.bounds = bounds;
        this.values = values;
        this.fhirAlone = fhirAlone;
    }

    void check(String xml) {
        XmlProlog.requireNoDoctype(xml);
        XmlWalk walk = new XmlWalk(bounds, values, fhirAlone);
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            walk.toTheEnd(reader);
            reader.close();
        } catch (XMLStreamException malformed) {
            var at = malformed.getLocation();
            throw BodyErrors.malformed(
                    "XML",
                    at == null ? 1 : at.getLineNumber(),
                    at == null ? 1 : at.getColumnNumber(),
                    "It is at " + walk.place() + ".");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing external is read.");
        });
        if (factory.isPropertySupported(UNDECLARED_ENTITIES)) {
            factory.setProperty(UNDECLARED_ENTITIES, (XMLResolver) (publicId, systemId, base, namespace) ->
                    new ByteArrayInputStream("?".getBytes(StandardCharsets.UTF_8)));
        }
        if (factory.isPropertySupported(LAZY_PARSING)) {
            factory.setProperty(LAZY_PARSING, false);
        }
        return factory;
    }
}
