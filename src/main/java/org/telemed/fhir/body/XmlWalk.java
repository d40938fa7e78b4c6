package org.telemed.fhir.body;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.value.TextCheck;

/** Walks through one XML body and checks each value against the limits. */
final class XmlWalk {

    private final BodyBounds bounds;
    private final ValueCheck values;
    private final BodyPath path = new BodyPath();
    private final boolean fhirAlone;
    private final EmptyElementCheck empty = new EmptyElementCheck();
    private int elements;

    /** The depth of the narrative's root, while the walk is in one; else 0. */
    private int narrative;

    XmlWalk(BodyBounds bounds, ValueCheck values, boolean fhirAlone) {
        this.bounds = bounds;
        this.values = values;
        this.fhirAlone = fhirAlone;
    }

    String place() {
        return path.from("");
    }

    void toTheEnd(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            read(reader.next(), reader);
        }
    }

    private void read(int event, XMLStreamReader reader) {
        switch (event) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_DECLARATION -> throw XmlProlog.doctype();
            case XMLStreamConstants.START_ELEMENT -> element(reader);
            case XMLStreamConstants.END_ELEMENT -> leave(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
            default -> {
                // comments and processing instructions are skipped by FHIR's parsers
            }
        }
    }

    private void element(XMLStreamReader reader) {
        path.enter();
        path.name(name(reader.getLocalName()));
        if (path.depth() > bounds.depth()) {
            throw refused("is nested deeper than " + bounds.depth());
        }
        count();
        if (narrative == 0 && reader.getLocalName().equals("div")) {
            narrative = path.depth();
        }
        if (fhirAlone && narrative == 0 && !isFhir(reader.getNamespaceURI())) {
            throw refused("is in a namespace that is not FHIR's");
        }
        if (isWithinNarrative()) {
            empty.narrative(reader.getLocalName());
        } else {
            empty.enter(reader).ifPresent(this::refuseEmpty);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            count();
            name(reader.getAttributeLocalName(i));
            attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    private void count() {
        if (++elements > bounds.values()) {
            throw refused("is one element too many for one body; the bound is " + bounds.values());
        }
    }

    private String name(String name) {
        if (name.length() > bounds.nameLength()) {
            throw refused("has a name that is longer than " + bounds.nameLength() + " characters");
        }
        return name;
    }

    /**
     * Checks a value: in FHIR XML it is an attribute of that name, and its element has the name of the property in
     * JSON.
     */
    private void attribute(String name, String value) {
        String element = name.equals("value") ? path.name() : name;
        values.problem(path.parent(), element, value).ifPresent(problem -> {
            throw refused(problem);
        });
    }

    private void refuseEmpty(String problem) {
        if (fhirAlone) {
            throw refused(problem);
        }
    }

    private void leave(String element) {
        if (!isWithinNarrative()) {
            empty.leave(element).ifPresent(this::refuseEmpty);
        }
        if (path.depth() == narrative) {
            narrative = 0;
        }
        path.leave();
    }

    /** Below its root, which is an element of FHIR like others. */
    private boolean isWithinNarrative() {
        return narrative > 0 && path.depth() > narrative;
    }

    private static boolean isFhir(@Nullable String namespace) {
        return namespace == null || namespace.isEmpty() || namespace.equals("http://hl7.org/fhir");
    }

    private void text(String text) {
        empty.text(text);
        if (fhirAlone && narrative == 0 && !text.isBlank()) {
            throw refused("holds text where FHIR has none");
        }
        if (TextCheck.isForbidden(text)) {
            throw refused("holds a character that FHIR forbids");
        }
    }

    private RuntimeException refused(String problem) {
        return BodyErrors.at(place(), problem);
    }
}
