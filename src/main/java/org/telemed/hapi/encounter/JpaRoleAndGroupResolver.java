package org.telemed.hapi.encounter;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.membership.RoleAndGroupResolver;
import org.telemed.fhir.encounter.RoleAndGroupReader;
import org.telemed.hapi.caller.Partitions;

/**
 * Finds the people in PractitionerRoles and Groups of the host's repository, as the server, by one search per type.
 */
public final class JpaRoleAndGroupResolver implements RoleAndGroupResolver {
    private static final Logger LOG = LoggerFactory.getLogger(JpaRoleAndGroupResolver.class);
    private static final int MOST_REMEMBERED = 1_000;

    private final DaoRegistry daos;
    private final RoleAndGroupReader reader;
    private final Partitions partitions;
    private final Set<String> tooLarge = ConcurrentHashMap.newKeySet();

    /** Reads from that repository. */
    public JpaRoleAndGroupResolver(DaoRegistry daos, RoleAndGroupReader reader, Partitions partitions) {
        this.partitions = partitions;
        this.daos = daos;
        this.reader = reader;
    }

    @Override
    public Map<ResourceReference, List<Participant>> membersOf(
            String partition, Collection<ResourceReference> rolesAndGroups) {
        Map<ResourceReference, List<Participant>> found = new HashMap<>();
        rolesAndGroups.stream()
                .collect(Collectors.groupingBy(ResourceReference::type))
                .forEach((type, references) -> search(partition, type, references)
                        .getAllResources()
                        .forEach(resource -> found.put(
                                new ResourceReference(
                                        type, resource.getIdElement().getIdPart()),
                                membersOf(resource))));
        return found;
    }

    private List<Participant> membersOf(IBaseResource roleOrGroup) {
        if (reader.isTooLarge(roleOrGroup) && isNewlyTooLarge(roleOrGroup)) {
            LOG.warn(
                    "Group/{} has more than {} members, so none of them is let into visits through it."
                            + " List people on the Encounter, or in a smaller Group.",
                    roleOrGroup.getIdElement().getIdPart(),
                    RoleAndGroupReader.MOST_MEMBERS);
        }
        return reader.membersOf(roleOrGroup);
    }

    /** Whether this Group was not logged yet; only so many are remembered. */
    private boolean isNewlyTooLarge(IBaseResource group) {
        return tooLarge.size() < MOST_REMEMBERED
                && tooLarge.add(group.getIdElement().toUnqualifiedVersionless().getValue());
    }

    private IBundleProvider search(String partition, String type, Collection<ResourceReference> references) {
        TokenOrListParam ids = new TokenOrListParam();
        references.forEach(reference -> ids.add(reference.id()));
        return daos.getResourceDao(type)
                .search(SearchParameterMap.newSynchronous().add("_id", ids), partitions.systemForReferences(partition));
    }
}
