package org.telemed.server.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;

/** Stores the bundles of {@code test-data} before the port opens. */
final class DemoData implements SmartInitializingSingleton {

    private final FhirContext fhir;
    private final IFhirSystemDao<?, ?> system;
    private final Resource[] files;

    DemoData(FhirContext fhir, IFhirSystemDao<?, ?> system, Resource[] files) {
        this.fhir = fhir;
        this.system = system;
        this.files = files.clone();
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (Resource file : files) {
            store(system, bundle(file));
        }
    }

    private IBaseBundle bundle(Resource file) {
        try {
            return (IBaseBundle) fhir.newJsonParser().parseResource(file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    @SuppressWarnings("unchecked") // the bundle is parsed in the DAO's own FHIR version
    private static <B> void store(IFhirSystemDao<B, ?> system, IBaseBundle bundle) {
        system.transaction(new SystemRequestDetails(), (B) bundle);
    }
}
