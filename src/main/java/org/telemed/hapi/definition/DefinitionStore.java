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

/** Keeps definitions in the host's repository, under fixed ids. */
public final class DefinitionStore {
    private final DaoRegistry daos;
    private final FhirContext context;
    private final FhirConfig config;
    private final PartitionSettings partitions;

    /** @param partitions tell the default partition, where definitions live */
    public DefinitionStore(DaoRegistry daos, FhirConfig config, PartitionSettings partitions) {
        this.daos = daos;
        this.context = daos.getSystemDao().getContext();
        this.config = config;
        this.partitions = partitions;
    }

    /** What was done about a definition. */
    public enum Outcome {
        WRITTEN,
        UNCHANGED,
        /** The host has something else under the id, or the same under another: that is left alone. */
        LEFT_ALONE
    }

    /**
     * Makes sure that the definition is stored as it is; one that is so already is not written.
     *
     * @throws RuntimeException if the repository does not take it
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

    private boolean isElsewhere(IBaseResource definition) {
        return config.urlOf(definition)
                .map(url -> SearchParameterMap.newSynchronous().add("url", new UriParam(url)))
                .filter(sameUrl ->
                        !dao(definition).searchForIds(sameUrl, asServer()).isEmpty())
                .isPresent();
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
