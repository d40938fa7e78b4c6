package org.telemed.core.membership;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Roles and groups, as far as a test knows them. An inactive one is simply not put in. */
public final class InMemoryRoleAndGroupResolver implements RoleAndGroupResolver {
    private final Map<ResourceReference, List<Participant>> behind = new LinkedHashMap<>();
    private int questions;

    public InMemoryRoleAndGroupResolver with(ResourceReference roleOrGroup, Participant... people) {
        behind.put(roleOrGroup, List.of(people));
        return this;
    }

    /** How often somebody asked. */
    public int questions() {
        return questions;
    }

    @Override
    public Map<ResourceReference, List<Participant>> membersOf(
            String partition, Collection<ResourceReference> rolesAndGroups) {
        questions++;
        return rolesAndGroups.stream().filter(behind::containsKey).collect(Collectors.toMap(one -> one, behind::get));
    }
}
