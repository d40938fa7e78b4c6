package org.telemed.fhir.structure;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parser error handler that remembers the first element whose content HAPI's parser drops, where HAPI's lenient handler
 * only logs it.
 */
public final class LostElementHandler extends LenientErrorHandler {
    /** Of XML Schema: says where to look for a definition, and nothing of the resource. */
    private static final String SCHEMA_LOCATION = "schemaLocation";

    private @Nullable String first;

    public LostElementHandler() {
        super(false);
    }

    /** The name of the first dropped element, as far as the parser reports it; empty if none was dropped. */
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
        remember(element);
    }

    @Override
    public void invalidValue(IParserErrorHandler.@Nullable IParseLocation location, String value, String error) {
        remember(location == null ? "" : String.valueOf(location.getParentElementName()));
        super.invalidValue(location, value, error);
    }

    @Override
    public void unexpectedRepeatingElement(IParserErrorHandler.@Nullable IParseLocation location, String element) {
        remember(element);
    }

    @Override
    public void unknownAttribute(IParserErrorHandler.@Nullable IParseLocation location, String attribute) {
        if (!attribute.equals(SCHEMA_LOCATION)) {
            remember(attribute);
        }
    }

    @Override
    public void unknownElement(IParserErrorHandler.@Nullable IParseLocation location, String element) {
        remember(element);
    }

    private void remember(String element) {
        if (first == null) {
            first = element;
        }
    }
}
