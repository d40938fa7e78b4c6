package org.telemed.core.membership;

import java.util.List;
import java.util.Set;

/**
 * A person whom an Encounter lists, directly or through roles and groups.
 *
 * @param entries the references of the entries that list them, in the Encounter's order
 */
public record ListedPerson(ResourceReference person, List<ResourceReference> entries, Membership membership) {
    ListedPerson(ResourceReference person, Set<ResourceReference> entries, Membership membership) {
        this(person, List.copyOf(entries), membership);
    }
}
