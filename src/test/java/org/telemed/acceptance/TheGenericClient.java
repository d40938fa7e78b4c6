package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.util.ParametersUtil;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.junit.jupiter.api.Test;

/** A whole visit with HAPI's own client, as a Java application does it. */
public interface TheGenericClient extends Acceptance {

    @Test
    default void a_whole_visit_works_with_the_generic_client() {
        IGenericClient adam = clientOf("adam");
        IIdType visit = roomFor(adam, aVisitOfJaneWithAdam().json(host().release()));

        assertThat(token(adam, visit))
                .isNotEqualTo(token(clientOf("jane"), visit))
                .contains(".");
        assertThatThrownBy(() -> token(clientOf("eve"), visit)).isInstanceOf(ForbiddenOperationException.class);

        finish(adam, visit);
        assertThatThrownBy(() -> token(adam, visit)).isInstanceOf(UnprocessableEntityException.class);
    }

    private IIdType roomFor(IGenericClient client, String encounter) {
        FhirContext fhir = client.getFhirContext();
        IBaseParameters input = ParametersUtil.newInstance(fhir);
        ParametersUtil.addParameterToParameters(
                fhir, input, "encounter", fhir.newJsonParser().parseResource(encounter));
        IBaseResource stored = client.operation()
                .onType("Encounter")
                .named("$create-telemed-room")
                .withParameters(input)
                .returnResourceType(encounterType(fhir))
                .execute();
        return stored.getIdElement().toUnqualifiedVersionless();
    }

    private String token(IGenericClient client, IIdType visit) {
        FhirContext fhir = client.getFhirContext();
        IBaseParameters answer = client.operation()
                .onInstance(visit)
                .named("$telemed-token")
                .withNoParameters(ParametersUtil.newInstance(fhir).getClass())
                .execute();
        return ParametersUtil.getNamedParameterValuesAsString(fhir, answer, "token")
                .get(0);
    }

    private void finish(IGenericClient client, IIdType visit) {
        IBaseResource encounter = client.read()
                .resource(encounterType(client.getFhirContext()))
                .withId(visit)
                .execute();
        List<IPrimitiveType> status =
                client.getFhirContext().newTerser().getValues(encounter, "status", IPrimitiveType.class);
        status.get(0).setValueAsString(host().release().isR5() ? "completed" : "finished");
        MethodOutcome outcome = client.update().resource(encounter).execute();
        assertThat(outcome.getId().getVersionIdPart()).isNotEqualTo("1");
    }

    private IGenericClient clientOf(String name) {
        FhirContext fhir = host().release().context();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = fhir.newRestfulGenericClient(host().http().root() + host().fhirPath());
        client.registerInterceptor(new BearerTokenAuthInterceptor(host().tokenOf(name)));
        return client;
    }

    @SuppressWarnings("unchecked")
    private static Class<IBaseResource> encounterType(FhirContext fhir) {
        return (Class<IBaseResource>) fhir.getResourceDefinition("Encounter").getImplementingClass();
    }
}
