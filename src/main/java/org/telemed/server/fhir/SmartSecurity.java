package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.instance.model.api.IBaseDatatype;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.telemed.server.smart.SmartConfiguration;

/**
 * The element {@code rest.security} of a CapabilityStatement: the service SMART-on-FHIR, and the extension {@code oauth-uris}
 * for apps of SMART 1.
 */
record SmartSecurity(FhirContext fhir, SmartConfiguration smart) {
    private static final String SERVICES = "http://terminology.hl7.org/CodeSystem/restful-security-service";
    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    void addTo(FhirTerser terser, IBaseConformance statement) {
        terser.getValues(statement, "rest").forEach(rest -> addTo(terser, rest));
    }

    private void addTo(FhirTerser terser, IBase rest) {
        IBase security = terser.addElement(rest, "security");
        IBase coding = terser.addElement(terser.addElement(security, "service"), "coding");
        terser.addElement(coding, "system", SERVICES);
        terser.addElement(coding, "code", "SMART-on-FHIR");
        smart.tokenEndpoint()
                .ifPresent(token -> smart.authorizationEndpoint()
                        .ifPresent(authorize -> addEndpoints((IBaseHasExtensions) security, authorize, token)));
    }

    /** The extension needs both. */
    private void addEndpoints(IBaseHasExtensions security, String authorize, String token) {
        IBaseExtension<?, ?> uris = security.addExtension();
        uris.setUrl(OAUTH_URIS);
        add((IBaseHasExtensions) uris, "authorize", authorize);
        add((IBaseHasExtensions) uris, "token", token);
    }

    private void add(IBaseHasExtensions parent, String name, String uri) {
        IBaseExtension<?, ?> extension = parent.addExtension();
        extension.setUrl(name);
        extension.setValue((IBaseDatatype)
                Objects.requireNonNull(fhir.getElementDefinition("uri")).newInstance(uri));
    }
}
