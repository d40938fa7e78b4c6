package org.telemed.fhir.structure;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's parser error handler for what a client sends: it notes the first element whose content the parser drops, where HAPI's
 * lenient one only logs it. What the lenient one lets pass without loss passes here, and what it refuses is refused.
 */
public final class LostElementHandler extends LenientErrorHandler {
    private @Nullable String first;

    public LostElementHandler() {
        super(false);
    }

    /** The name of the first element that was dropped, as far as the parser tells; empty if none was. */
    public Optional<String> lost() {
        return Optional.ofNullable(first);
    }

    @Override
    public void incorrectJsonType(
            IParserErrorHandler.@Nullable IParseLocation location,
            String element,
            ValueType expected,
            @Nullable ScalarType expectedScalar,
            ValueType found,
            @Nullable ScalarType foundScalar) {
        note(element);
    }

    @Override
    public void invalidValue(IParserErrorHandler.@Nullable IParseLocation location, String value, String error) {
        note(location == null ? "" : String.valueOf(location.getParentElementName()));
        super.invalidValue(location, value, error);
    }

    @Override
    public void unexpectedRepeatingElement(IParserErrorHandler.@Nullable IParseLocation location, String element) {
        note(element);
    }

    @Override
    public void unknownAttribute(IParserErrorHandler.@Nullable IParseLocation location, String attribute) {
        note(attribute);
    }

    @Override
    public void unknownElement(IParserErrorHandler.@Nullable IParseLocation location, String element) {
        note(element);
    }

    private void note(String element) {
        if (first == null) {
            first = element;
        }
    }
}
