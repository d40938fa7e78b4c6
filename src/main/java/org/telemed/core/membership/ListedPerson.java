package org.telemed.core.membership;

import java.util.List;

/**
 * A person whom an Encounter lists, directly or through roles and groups.
 *
 * @param entries the references of the entries that list them, in the Encounter's order
 */
public record ListedPerson(ResourceReference person, List<ResourceReference> entries, Membership membership) {}
