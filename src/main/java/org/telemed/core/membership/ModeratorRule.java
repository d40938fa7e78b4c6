package org.telemed.core.membership;

import java.util.Set;

/**
 * Decides who moderates a visit: its participants of these resource types, while they are participants.
 *
 * @param types resource types
 */
public record ModeratorRule(Set<String> types) {
    /** A Practitioner, also one whose own resource is a PractitionerRole. */
    public static final ModeratorRule PRACTITIONERS = new ModeratorRule(Set.of("Practitioner", "PractitionerRole"));

    public ModeratorRule {
        types = Set.copyOf(types);
    }

    /** Whether that participant moderates the visit now. */
    public boolean isModerator(ResourceReference person, Membership membership) {
        return membership instanceof Membership.Member && types.contains(person.type());
    }
}
