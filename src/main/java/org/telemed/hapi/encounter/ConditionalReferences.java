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
 * Resolves references that are searches, {@code Practitioner?identifier=…}, as HAPI does when it writes, and with its own
 * extractor. The write resolves them again, in its transaction; this tells before a room is opened what cannot be resolved.
 */
final class ConditionalReferences {
    private final FhirContext context;
    private final JpaStorageSettings settings;
    private final @Nullable ISearchParamWithInlineReferencesExtractor extractor;

    /** @param extractor null in a host that has none, or several: there the write alone resolves */
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
     * Replaces them in a copy of what the client sent; those that the write may still make a placeholder for stay.
     *
     * @param create the request as which the Encounter will be written
     * @throws TelemedException BAD_REQUEST for one that finds nothing, or several
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

    /** By an Encounter that refers to nothing else, so that it is clear which reference cannot be resolved. */
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

    /** What stands before the question mark, whatever base it stands on. */
    private static String typeIn(String search) {
        String path = search.substring(0, search.indexOf('?')).replaceFirst("/$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The search's values may be a patient's; its type is enough to find it. */
    private TelemedException unresolved(String search, String why) {
        String type = typeIn(search);
        String named = context.getResourceTypes().contains(type) ? "a search for a " + type : "a search";
        return TelemedException.because(
                Reason.BAD_REQUEST, "The Encounter refers to " + named + ", and that search " + why + ".");
    }
}
