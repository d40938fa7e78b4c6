package org.telemed.core.membership;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: finds the people in a PractitionerRole or Group. */
public interface RoleAndGroupResolver {
    /**
     * The people in these roles and groups, each with the period of the role or of the member entry.
     *
     * @param partition the partition of the Encounter that refers to them; empty for the default one
     * @param rolesAndGroups references to PractitionerRoles and Groups
     * @return no entry for one that is inactive, deleted or unknown, nor for a Group without explicit members or with
     *     over 200
     */
    Map<ResourceReference, List<Participant>> membersOf(String partition, Collection<ResourceReference> rolesAndGroups);
}
