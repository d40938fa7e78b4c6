package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.structure.NarrativeComments;

/** Removes comments from narratives before they are stored, because HAPI answers with others at each request. */
@Interceptor
public final class NarrativeInterceptor {

    private final NarrativeComments comments;

    NarrativeInterceptor(FhirContext context) {
        this.comments = new NarrativeComments(context);
    }

    /** Changes a resource that is about to be created. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource resource) {
        comments.remove(resource);
    }

    /** Changes what a resource is about to become. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(IBaseResource before, IBaseResource after) {
        comments.remove(after);
    }
}
