package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.model.DaoMethodOutcome;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.VirtualService;
import org.telemed.fhir.encounter.VirtualServiceMapper;
import org.telemed.fhir.structure.NarrativeComments;
import org.telemed.hapi.caller.Partitions;

/** Reads Encounters of the host's repository as the server, and writes them with their room. */
public final class EncounterRepository {
    private static final Set<String> METADATA = Set.of("id", "meta");

    private final FhirContext context;
    private final DaoRegistry daos;
    private final Partitions partitions;
    private final VirtualServiceMapper virtualServices;
    private final NarrativeComments narratives;

    public EncounterRepository(
            DaoRegistry daos, FhirContext context, Partitions partitions, VirtualServiceMapper virtualServices) {
        this.partitions = partitions;
        this.daos = daos;
        this.context = context;
        this.virtualServices = virtualServices;
        this.narratives = new NarrativeComments(context);
    }

    /** The current version, unmasked. */
    public IBaseResource read(EncounterId id) {
        return dao().read(idOf(id), partitions.system(id.partition()));
    }

    /** That version, unmasked. */
    public IBaseResource read(EncounterId id, String version) {
        return dao().read(idOf(id).withVersion(version), partitions.system(id.partition()));
    }

    /** Whether it has nothing but id and metadata, as the version that a deletion leaves. */
    boolean isWithoutContent(IBaseResource encounter) {
        return context.getResourceDefinition(encounter).getChildren().stream()
                .filter(child -> !METADATA.contains(child.getElementName()))
                .allMatch(child -> child.getAccessor().getValues(encounter).isEmpty());
    }

    /** Copies the room of an earlier version, and what it says of a waiting room, to the current one. */
    void restoreRoom(IBaseResource earlier, IBaseResource current) {
        virtualServices.keepServerOwned(earlier, current);
    }

    /** The Encounters of these ids in one partition that are stored and not deleted, unmasked. */
    public List<IBaseResource> search(String partition, Collection<EncounterId> ids) {
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(id -> any.add(id.value()));
        return dao().search(SearchParameterMap.newSynchronous().add("_id", any), partitions.system(partition))
                .getAllResources();
    }

    /**
     * The id with the partition of the request; if the request has several, with the one in which the Encounter is
     * stored.
     */
    public EncounterId placed(RequestDetails request, EncounterId id) {
        return partitions
                .ofRead(request, idOf(id))
                .map(id::in)
                .orElseGet(() -> id.in(partitions.of(stored(request, id))));
    }

    private IBaseResource stored(RequestDetails request, EncounterId id) {
        try {
            return dao().read(idOf(id), partitions.systemFor(request, idOf(id)));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return bare(id); // the next read reports it
        }
    }

    public String partitionOfNew(RequestDetails request, IBaseResource encounter) {
        return partitions.ofCreate(request, encounter);
    }

    public IBaseResource copyOf(IBaseResource resource) {
        return context.newTerser().clone(resource);
    }

    /** An Encounter with an id only, to check rights if none is stored. */
    IBaseResource bare(EncounterId id) {
        IBaseResource encounter = context.getResourceDefinition("Encounter").newInstance();
        encounter.setId(idOf(id));
        return encounter;
    }

    /** Our entry, without what the Encounter says of a waiting room. */
    Optional<VirtualService> virtualServiceOf(IBaseResource encounter) {
        return virtualServices.readEntry(encounter);
    }

    Optional<Boolean> waitingRoomOf(IBaseResource encounter) {
        return virtualServices.read(encounter).flatMap(VirtualService::waitingRoom);
    }

    /** Stores it and returns it with its id and version. */
    IBaseResource create(IBaseResource encounter, EncounterId id, VirtualService room, RequestDetails request) {
        encounter.setId((IIdType) null); // with it goes a version; HAPI sets meta.versionId and lastUpdated itself
        encounter.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id.value());
        setRoom(encounter, room);
        return asStored(encounter, dao().create(encounter, request));
    }

    /** Writes over exactly that version, as the server. */
    IBaseResource update(IBaseResource encounter, EncounterId id, String version, VirtualService room) {
        return update(encounter, id, version, room, partitions.system(id.partition()));
    }

    /** Writes over exactly that version as a PUT of that request would, and leaves the room as it is. */
    public void update(IBaseResource encounter, EncounterId id, String version, RequestDetails request) {
        encounter.setId(idOf(id).withVersion(version));
        dao().update(encounter, request);
    }

    /** Writes over exactly that version, and returns the new one. */
    IBaseResource update(
            IBaseResource encounter, EncounterId id, String version, VirtualService room, RequestDetails request) {
        encounter.setId(idOf(id).withVersion(version));
        setRoom(encounter, room);
        return asStored(encounter, dao().update(encounter, request));
    }

    /** Writes over exactly that version, as the server; the room stays as it is stored. */
    public void updateContent(IBaseResource encounter, EncounterId id, String version) {
        encounter.setId(idOf(id).withVersion(version));
        narratives.remove(encounter);
        dao().update(encounter, partitions.system(id.partition()));
    }

    /**
     * The written resource, which the repository completes; its outcome has no resource if the caller may not see it.
     */
    private static IBaseResource asStored(IBaseResource written, DaoMethodOutcome outcome) {
        written.setId(outcome.getId());
        return written;
    }

    private void setRoom(IBaseResource encounter, VirtualService room) {
        narratives.remove(encounter);
        boolean hadEntry = virtualServices.readEntry(encounter).isPresent();
        virtualServices.write(encounter, room);
        TelemedRoomInterceptor.allow(encounter, room, hadEntry);
    }

    private IIdType idOf(EncounterId id) {
        return context.getVersion().newIdType("Encounter", id.value());
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        return daos.getResourceDao("Encounter");
    }
}
