package org.telemed.fhir.outcome;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** Reads and edits the entries of a batch or transaction response. */
public final class BundleResponse {
    private static final String FAILURE = BundleResponse.class.getName() + ".FAILURE";

    private final FhirContext context;

    /** Edits Bundles of that FHIR version. */
    public BundleResponse(FhirContext context) {
        this.context = context;
    }

    /** Attaches the exception to the entry that it failed, because HAPI writes only its message into the Bundle. */
    public static void keepFailure(IBase entry, Throwable failure) {
        entry.setUserData(FAILURE, failure);
    }

    /** The entries, in the Bundle's order. */
    public List<Entry> entries(IBaseBundle bundle) {
        return child(bundle, "entry").getAccessor().getValues(bundle).stream()
                .map(Entry::new)
                .toList();
    }

    private BaseRuntimeChildDefinition child(IBase parent, String name) {
        return ((BaseRuntimeElementCompositeDefinition<?>) context.getElementDefinition(parent.getClass()))
                .getChildByName(name);
    }

    /** One entry of the response. */
    public final class Entry {
        private final IBase element;

        private Entry(IBase element) {
            this.element = element;
        }

        public Optional<IBaseResource> resource() {
            return first(element, "resource").map(IBaseResource.class::cast);
        }

        /** HTTP's status and reason, such as {@code 200 OK}; empty if there is none. */
        public String status() {
            return Optional.ofNullable(context.newTerser().getSinglePrimitiveValueOrNull(element, "response.status"))
                    .orElse("");
        }

        /** The outcome beside the status. */
        public Optional<IBaseOperationOutcome> outcome() {
            return first(element, "response")
                    .flatMap(response -> first(response, "outcome"))
                    .map(IBaseOperationOutcome.class::cast);
        }

        /** The diagnostics of the entry's OperationOutcome, or the given default. */
        public String text(String otherwise) {
            return outcome()
                    .map(outcome -> context.newTerser().getSinglePrimitiveValueOrNull(outcome, "issue.diagnostics"))
                    .orElse(otherwise);
        }

        /** Removes the resource; status and location stay. */
        public void removeResource() {
            set(element, "resource", null);
        }

        /** The location of the resource, with its version; empty if there is none. */
        public String location() {
            return Optional.ofNullable(context.newTerser().getSinglePrimitiveValueOrNull(element, "response.location"))
                    .orElse("");
        }

        /** Keeps only the status and the location, without its version. */
        public void removeVersion() {
            String location = location();
            first(element, "response").ifPresent(response -> {
                set(response, "etag", null);
                set(response, "lastModified", null);
                set(response, "outcome", null);
            });
            if (!location.isEmpty()) {
                context.newTerser().setElement(element, "response.location", location.replaceFirst("/_history/.*", ""));
            }
        }

        /** The exception attached by {@link #keepFailure}. */
        public Optional<Throwable> failure() {
            return Optional.ofNullable(element.getUserData(FAILURE)).map(Throwable.class::cast);
        }

        /** Replaces the content of the entry by this status and outcome. */
        public void refuse(String status, IBaseOperationOutcome outcome) {
            removeResource();
            set(element, "fullUrl", null);
            set(element, "response", null);
            context.newTerser().setElement(element, "response.status", status);
            first(element, "response").ifPresent(response -> set(response, "outcome", outcome));
        }

        private Optional<IBase> first(IBase parent, String name) {
            return child(parent, name).getAccessor().getFirstValueOrNull(parent);
        }

        private void set(IBase parent, String name, @Nullable IBase value) {
            child(parent, name).getMutator().setValue(parent, value);
        }
    }
}
