package org.telemed.core.status;

import java.util.Set;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.ResourceReference;

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

    boolean isModerator(ResourceReference person, Membership membership) {
        return membership instanceof Membership.Member && types.contains(person.type());
    }
}
