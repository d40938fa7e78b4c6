package org.telemed.server.fhir;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBaseConformance;

/** HAPI's CapabilityStatement without the id that HAPI makes up each time, so that it changes only when the server does. */
final class CapabilityStatementProvider extends JpaCapabilityStatementProvider {

    CapabilityStatementProvider(
            RestfulServer server,
            IFhirSystemDao<?, ?> system,
            JpaStorageSettings storage,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation) {
        super(server, system, storage, searchParameters, validation);
    }

    @Override
    protected void postProcess(FhirTerser terser, IBaseConformance statement) {
        super.postProcess(terser, statement);
        statement.setId((String) null);
    }
}
