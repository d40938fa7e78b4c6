package org.telemed.core.membership;

import java.util.regex.Pattern;

/**
 * A reference to a resource of this server by type and id: a person, device, role or group.
 *
 * @param type the resource type, "Practitioner"
 * @param id the logical id
 */
public record ResourceReference(String type, String id) {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    public ResourceReference {
        if (!TYPE.matcher(type).matches() || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a reference is a resource type and an id");
        }
    }

    /** The relative reference, "Practitioner/adam". */
    public String reference() {
        return type + "/" + id;
    }

    @Override
    public String toString() {
        return reference();
    }
}
