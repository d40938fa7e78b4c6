package org.telemed.hapi.definition;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.definition.FhirConfig;

/** Stores our definitions in the host's repository, under fixed ids. */
public final class DefinitionStore {
    private final DaoRegistry daos;
    private final FhirContext context;
    private final FhirConfig config;
    private final PartitionSettings partitions;

    /** @param partitions name the default partition, in which definitions are stored */
    public DefinitionStore(DaoRegistry daos, FhirConfig config, PartitionSettings partitions) {
        this.daos = daos;
        this.context = daos.getSystemDao().getContext();
        this.config = config;
        this.partitions = partitions;
    }

    /** What was done with a definition. */
    public enum Outcome {
        WRITTEN,
        UNCHANGED,
        /** Not written: the host has another resource under the id, or the same URL under another id. */
        LEFT_ALONE
    }

    /**
     * Stores the definition, unless it is stored already with the same content.
     *
     * @throws RuntimeException if the repository refuses it
     */
    public Outcome ensureStored(IBaseResource definition) {
        try {
            return keepOnce(definition);
        } catch (RuntimeException failed) {
            return keepOnce(definition); // another node that starts at the same time may have been faster
        }
    }

    private Outcome keepOnce(IBaseResource definition) {
        Optional<IBaseResource> stored = read(definition);
        if (stored.isPresent() ? !config.defineTheSame(stored.get(), definition) : isElsewhere(definition)) {
            return Outcome.LEFT_ALONE;
        }
        if (stored.isPresent() && config.areEqual(stored.get(), definition)) {
            return Outcome.UNCHANGED;
        }
        IBaseResource copy = context.newTerser().clone(definition);
        DefinitionInterceptor.allow(copy);
        dao(definition).update(copy, asServer());
        return Outcome.WRITTEN;
    }

    private Optional<IBaseResource> read(IBaseResource definition) {
        try {
            return Optional.of(dao(definition).read(definition.getIdElement().toUnqualifiedVersionless(), asServer()));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return Optional.empty();
        }
    }

    /** Under its own id another node that starts at the same time may just have stored it. */
    private boolean isElsewhere(IBaseResource definition) {
        String own = definition.getIdElement().getIdPart();
        return config
                .urlOf(definition)
                .map(url -> SearchParameterMap.newSynchronous().add("url", new UriParam(url)))
                .stream()
                .flatMap(sameUrl -> dao(definition).search(sameUrl, asServer()).getAllResources().stream())
                .anyMatch(found -> !found.getIdElement().getIdPart().equals(own));
    }

    private SystemRequestDetails asServer() {
        return SystemRequestDetails.forRequestPartitionId(
                RequestPartitionId.fromPartitionId(partitions.getDefaultPartitionId()));
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao(IBaseResource definition) {
        return daos.getResourceDao(context.getResourceType(definition));
    }
}
