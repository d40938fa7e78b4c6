package org.telemed.core.membership;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: whom a PractitionerRole or a Group stands for. */
public interface RoleAndGroupResolver {
    /**
     * The people behind roles and groups, each with the time for which the role or the group's entry holds.
     *
     * @param partition of the Encounter that names them; empty for the default one
     * @param rolesAndGroups profiles of type PractitionerRole or Group
     * @return nothing for one that is inactive, deleted, unknown, or a Group without explicit members or with over 200
     */
    Map<ResourceReference, List<Participant>> behind(String partition, Collection<ResourceReference> rolesAndGroups);
}
