package org.telemed.fhir.body;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that each resource in a JSON body names a resource type of this FHIR version; HAPI does not say which does not. */
final class ResourceTypeCheck {

    private static final String TYPE = "resourceType";

    /** What has a resource in its property of that name; in a CapabilityStatement, for one, that is something else. */
    private static final Set<String> WITH_RESOURCE = Set.of("entry", "parameter", "part");

    private final FhirContext context;

    ResourceTypeCheck(FhirContext context) {
        this.context = context;
    }

    /** @param json well-formed, and within the bounds of bodies */
    void check(String json) {
        try (JsonParser parser = JsonCheck.FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return;
            }
            if (first != JsonToken.START_OBJECT) {
                throw BodyErrors.because("The body is no JSON object, which every FHIR resource is. It begins at line "
                        + parser.currentTokenLocation().getLineNr() + ", column "
                        + parser.currentTokenLocation().getColumnNr() + ".");
            }
            object(parser, new BodyPath(), JsonCheck.typeOf(json), true);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void object(JsonParser parser, BodyPath path, String root, boolean isResource) throws IOException {
        path.enter();
        String type = null;
        boolean named = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            path.name(name);
            JsonToken value = parser.nextToken();
            if (name.equals(TYPE)) {
                named = true;
                type = value == JsonToken.VALUE_STRING ? parser.getText() : null;
            }
            value(parser, value, path, root, holdsResource(name, path.parent()));
        }
        path.name("");
        if (isResource) {
            requireKnown(type, named, path, root);
        }
        path.leave();
    }

    private static boolean holdsResource(String name, String parent) {
        return name.equals("contained") || (name.equals("resource") && WITH_RESOURCE.contains(parent));
    }

    private void value(JsonParser parser, JsonToken token, BodyPath path, String root, boolean isResource)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            object(parser, path, root, isResource);
        } else if (token == JsonToken.START_ARRAY) {
            path.enterArray();
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                value(parser, item, path, root, isResource);
                path.next();
            }
            path.leave();
        }
    }

    private void requireKnown(@Nullable String type, boolean named, BodyPath path, String root) {
        if (type != null && context.getResourceTypes().contains(type)) {
            return;
        }
        String place = path.from(context.getResourceTypes().contains(root) ? root : "");
        throw BodyErrors.because("The body cannot be taken: " + place
                + (named
                        ? " has a resourceType that is no resource type of FHIR "
                                + context.getVersion().getVersion().name() + ". Check its spelling."
                        : " has no resourceType. Say what resource it is, such as Encounter."));
    }
}
