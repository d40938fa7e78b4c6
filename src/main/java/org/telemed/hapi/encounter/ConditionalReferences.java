package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamWithInlineReferencesExtractor;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Resolves conditional references such as {@code Practitioner?identifier=…} with HAPI's own extractor, before a room is
 * opened for an Encounter that could not be stored. The write resolves them again in its transaction.
 */
final class ConditionalReferences {
    private final FhirContext context;
    private final JpaStorageSettings settings;
    private final @Nullable ISearchParamWithInlineReferencesExtractor extractor;

    /** @param extractor null in a host that has none, or several: then only the write resolves them */
    ConditionalReferences(
            FhirContext context,
            JpaStorageSettings settings,
            @Nullable ISearchParamWithInlineReferencesExtractor extractor) {
        this.context = context;
        this.settings = settings;
        this.extractor = extractor;
    }

    static boolean isConditional(@Nullable String reference) {
        return reference != null && reference.indexOf('?') >= 0;
    }

    /**
     * Replaces the conditional references in a copy of the submitted Encounter; does nothing if the host creates
     * placeholders.
     *
     * @param create the request that will write the Encounter
     * @throws TelemedException BAD_REQUEST if one matches nothing, or several resources
     */
    void resolve(IBaseResource copy, RequestDetails create) {
        ISearchParamWithInlineReferencesExtractor resolver = extractor;
        if (resolver == null || settings.isAutoCreatePlaceholderReferenceTargets()) {
            return;
        }
        TransactionDetails transaction = new TransactionDetails();
        Map<String, String> resolved = new HashMap<>();
        List<IBaseReference> all = context.newTerser().getAllPopulatedChildElementsOfType(copy, IBaseReference.class);
        for (IBaseReference reference : all) {
            String search = reference.getReferenceElement().getValue();
            if (isConditional(search)) {
                reference.setReference(
                        resolved.computeIfAbsent(search, sent -> target(resolver, sent, create, transaction)));
            }
        }
    }

    /** Resolves one reference in an Encounter of its own, so that an error names the right one. */
    private String target(
            ISearchParamWithInlineReferencesExtractor resolver,
            String search,
            RequestDetails create,
            TransactionDetails transaction) {
        if (!context.getResourceTypes().contains(typeIn(search))) {
            throw unresolved(search, "names no resource type. Name one, such as Practitioner?identifier=…");
        }
        IBaseResource probe = context.getResourceDefinition("Encounter").newInstance();
        IBaseReference subject = (IBaseReference) context.newTerser().addElement(probe, "subject");
        subject.setReference(search);
        try {
            resolver.extractInlineReferences(create, probe, transaction);
        } catch (ResourceNotFoundException none) {
            throw unresolved(search, "finds nothing on this server. Create that first");
        } catch (PreconditionFailedException several) {
            throw unresolved(search, "finds more than one. Search for what only one has");
        } catch (BaseServerResponseException refused) {
            if (refused.getStatusCode() == 400) {
                throw unresolved(
                        search, "is none that this server takes. Refer by type and id, such as Practitioner/123");
            }
            throw refused;
        }
        return subject.getReferenceElement().getValue();
    }

    /** The resource type before the question mark, without a base URL. */
    private static String typeIn(String search) {
        String path = search.substring(0, search.indexOf('?')).replaceFirst("/$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Names the type only: the values of the search may be a patient's. */
    private TelemedException unresolved(String search, String why) {
        String type = typeIn(search);
        String named = context.getResourceTypes().contains(type) ? "a search for a " + type : "a search";
        return TelemedException.because(
                Reason.BAD_REQUEST, "The Encounter refers to " + named + ", and that search " + why + ".");
    }
}
