package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamWithInlineReferencesExtractor;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.sl.cache.Cache;
import ca.uhn.fhir.sl.cache.CacheFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.hapi.caller.Partitions;

/**
 * Refuses an Encounter with references that the repository cannot resolve, before a room is opened for it. The write
 * checks again; a host that is set not to check is not checked here either.
 */
public final class ReferenceCheck {
    private static final long REMEMBERED_MS = Duration.ofMinutes(1).toMillis();
    private static final long MOST_REMEMBERED = 10_000;

    private final FhirContext context;
    private final DaoRegistry daos;
    private final JpaStorageSettings settings;
    private final LocalReferences references;
    private final Partitions partitions;
    private final ConditionalReferences conditional;
    private final Cache<String, Boolean> found = CacheFactory.build(REMEMBERED_MS, MOST_REMEMBERED);

    public ReferenceCheck(
            FhirContext context,
            DaoRegistry daos,
            JpaStorageSettings settings,
            LocalReferences references,
            Partitions partitions,
            @Nullable ISearchParamWithInlineReferencesExtractor inlineReferences) {
        this.partitions = partitions;
        this.context = context;
        this.daos = daos;
        this.settings = settings;
        this.references = references;
        this.conditional = new ConditionalReferences(context, settings, inlineReferences);
    }

    /**
     * Checks all references, and resolves conditional ones.
     *
     * @param resource a copy, in which conditional references are replaced
     * @param write the request that will write the Encounter
     * @throws TelemedException INVALID_ENCOUNTER for a type that FHIR does not allow there, BAD_REQUEST for an unknown
     *     resource
     */
    void require(IBaseResource resource, String partition, RequestDetails write) {
        conditional.resolve(resource, write);
        Map<String, Set<String>> idsByType = new TreeMap<>();
        context.newTerser().visit(resource, (outer, element, path, child, definition) -> {
            if (outer == resource && element instanceof IBaseReference reference) {
                IIdType sent = reference.getReferenceElement();
                Optional<ResourceReference> local =
                        references.read(sent.getValue()).or(() -> asResolved(sent, child));
                local.ifPresent(target -> {
                    requireAllowed(child, target);
                    idsByType
                            .computeIfAbsent(target.type(), type -> new TreeSet<>())
                            .add(target.id());
                });
                if (local.isEmpty() && child instanceof RuntimeChildResourceDefinition) {
                    requireStorable(reference.getReferenceElement());
                }
            }
        });
        if (settings.isEnforceReferentialIntegrityOnWrite() && !settings.isAutoCreatePlaceholderReferenceTargets()) {
            idsByType.forEach((type, ids) -> requireStored(partition, type, ids));
        }
    }

    /**
     * Other relative references, such as {@code /Practitioner/123}, which the repository resolves by their type and id, and
     * stores as {@code Practitioner/123}.
     */
    private Optional<ResourceReference> asResolved(IIdType sent, @Nullable BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildResourceDefinition
                        && !sent.isLocal()
                        && !sent.hasBaseUrl()
                        && context.getResourceTypes().contains(sent.getResourceType())
                        && sent.isIdPartValid()
                ? Optional.of(new ResourceReference(sent.getResourceType(), sent.getIdPart()))
                : Optional.empty();
    }

    /**
     * Resources found within the last minute are not searched again; if one is gone, the write fails and the room is
     * completed.
     */
    private void requireStored(String partition, String type, Set<String> ids) {
        ids.removeIf(id -> found.getIfPresent(keyOf(partition, type, id)) != null);
        if (!ids.isEmpty()) {
            requireFound(partitions.systemForReferences(partition), type, ids);
            ids.forEach(id -> found.put(keyOf(partition, type, id), true));
        }
    }

    private static String keyOf(String partition, String type, String id) {
        return partition + "|" + type + "/" + id;
    }

    /**
     * The repository refuses references to elsewhere or nowhere in elements that it indexes, but not in extensions.
     */
    private void requireStorable(IIdType reference) {
        String value = reference.getValue();
        boolean inside = value == null || value.isBlank() || value.startsWith("#");
        boolean elsewhere = reference.hasBaseUrl() && reference.hasResourceType() && reference.hasIdPart();
        boolean allowed = elsewhere && settings.isAllowExternalReferences();
        if (!inside && !allowed && !ConditionalReferences.isConditional(value) && !isLogical(String.valueOf(value))) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "The Encounter refers to something that is not on this server. Refer to it by type and id, such as"
                            + " Practitioner/123.");
        }
    }

    /** Whether the host's settings treat it as logical: a URL, or a prefix and an asterisk. */
    private boolean isLogical(String reference) {
        return settings.getTreatReferencesAsLogical().stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? reference.startsWith(pattern.substring(0, pattern.length() - 1))
                        : reference.equals(pattern));
    }

    private void requireAllowed(@Nullable BaseRuntimeChildDefinition child, ResourceReference target) {
        if (!context.getResourceTypes().contains(target.type())) {
            throw unknown(target.reference());
        }
        if (child instanceof RuntimeChildResourceDefinition typed && !isAllowed(typed, target.type())) {
            throw TelemedException.because(
                    Reason.INVALID_ENCOUNTER,
                    "Encounter's " + child.getElementName() + " may not refer to a " + target.type() + ".");
        }
    }

    private boolean isAllowed(RuntimeChildResourceDefinition child, String type) {
        Class<? extends IBaseResource> target =
                context.getResourceDefinition(type).getImplementingClass();
        return child.getResourceTypes().isEmpty()
                || child.getResourceTypes().stream().anyMatch(allowed -> allowed.isAssignableFrom(target));
    }

    private void requireFound(SystemRequestDetails system, String type, Collection<String> ids) {
        if (count(system, type, ids) < ids.size()) {
            throw unknown(ids.stream()
                    .filter(id -> count(system, type, List.of(id)) == 0)
                    .findFirst()
                    .map(id -> type + "/" + id)
                    .orElse(type));
        }
    }

    private int count(SystemRequestDetails system, String type, Collection<String> ids) {
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(any::add);
        return daos.getResourceDao(type)
                .searchForIds(SearchParameterMap.newSynchronous().add("_id", any), system)
                .size();
    }

    private static TelemedException unknown(String reference) {
        return TelemedException.because(
                Reason.BAD_REQUEST,
                "The Encounter refers to " + reference + ", which this server does not hold. Create that first.");
    }
}
