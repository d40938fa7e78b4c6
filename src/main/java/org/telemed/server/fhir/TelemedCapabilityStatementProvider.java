package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.server.smart.SmartConfiguration;

/**
 * HAPI's CapabilityStatement without the id that HAPI makes up each time, so that it changes only when the server does, and
 * with our own OperationDefinitions in the place of those that HAPI generates: HAPI takes an operation that also answers GET
 * for one that changes nothing. It says that the server takes SMART's access tokens, and where they come from.
 */
final class TelemedCapabilityStatementProvider extends JpaCapabilityStatementProvider {

    private final Map<String, IBaseResource> definitions;
    private final SmartSecurity security;

    TelemedCapabilityStatementProvider(
            RestfulServer server,
            IFhirSystemDao<?, ?> system,
            JpaStorageSettings storage,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            SmartConfiguration smart) {
        super(server, system, storage, searchParameters, validation);
        this.definitions = definitions(server.getFhirContext());
        this.security = new SmartSecurity(server.getFhirContext(), smart);
    }

    @Override
    protected void postProcess(FhirTerser terser, IBaseConformance statement) {
        super.postProcess(terser, statement);
        statement.setId((String) null);
        security.addTo(terser, statement);
    }

    /** Under its own id or the one that HAPI generates, such as {@code Encounter-it-telemed-token}. */
    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        String name = String.valueOf(id.getIdPart())
                .replaceFirst("^Encounter-[it]+-", "")
                .replaceFirst("^Appointment-i-", "appointment-");
        IBaseResource ours = definitions.get(name);
        return ours == null ? super.readOperationDefinition(id, request) : ours;
    }

    private static Map<String, IBaseResource> definitions(FhirContext context) {
        return new FhirConfig(context)
                .definitions().stream()
                        .filter(definition -> definition.fhirType().equals("OperationDefinition"))
                        .collect(Collectors.toMap(
                                definition -> definition.getIdElement().getIdPart(), Function.identity()));
    }
}
