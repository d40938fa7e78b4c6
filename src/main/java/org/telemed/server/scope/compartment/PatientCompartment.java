package org.telemed.server.scope.compartment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.telemed.server.smart.ConformanceResources;
import org.telemed.server.smart.Permission;

/**
 * What a {@code patient/} scope reaches: the types in FHIR's Patient compartment, by HAPI's definitions of their search
 * parameters, and some outside of it.
 *
 * <p>SMART lets a server show resources that belong to no patient. Of those that a patient's records refer to, the types in
 * {@link #REFERENCED} are read by id and included in searches, but not searched. Conformance resources and terminology
 * are read and searched. Nothing else outside of the compartment is reached.
 */
record PatientCompartment(FhirContext fhir) {
    static final String NAME = "Patient";

    private static final String PATIENT = "patient";
    private static final String SUBJECT = "subject";

    private static final Set<String> REFERENCED = Set.of(
            "Endpoint",
            "HealthcareService",
            "Location",
            "Medication",
            "Organization",
            "Practitioner",
            "PractitionerRole");

    /** Whether resources of this type may be in it. */
    boolean mayHold(String type) {
        return type.equals(NAME) || !parameters(type).isEmpty();
    }

    /** Whether that is granted on every resource of a type that belongs to no patient. */
    boolean isOpen(Permission access, String type) {
        return switch (access) {
            case READ -> REFERENCED.contains(type) || ConformanceResources.include(type);
            case SEARCH -> ConformanceResources.include(type);
            case CREATE, UPDATE, DELETE -> false;
        };
    }

    /**
     * The search parameters by which a search finds only what is in it. The first asks whom a resource is about rather than,
     * say, who performed it.
     */
    List<String> searchParameters(String type) {
        if (type.equals(NAME)) {
            return List.of("_id");
        }
        List<String> all = parameters(type);
        boolean isPatientOfSubject =
                all.contains(SUBJECT) && fhir.getResourceDefinition(type).getSearchParam(PATIENT) != null;
        return Stream.of(
                        Stream.of(PATIENT, SUBJECT).filter(all::contains),
                        all.stream(),
                        Stream.of(PATIENT).filter(patient -> isPatientOfSubject))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /**
     * Whether HAPI's SearchNarrowingInterceptor narrows by a good parameter: it takes the first one where there is none named
     * patient, which is the performer of an Observation in R5.
     */
    boolean isNarrowedWellByHapi(String type) {
        List<String> all = parameters(type);
        return type.equals(NAME) || all.contains(PATIENT) || all.size() == 1;
    }

    private List<String> parameters(String type) {
        return fhir.getResourceTypes().contains(type)
                ? fhir.getResourceDefinition(type).getSearchParamsForCompartmentName(NAME).stream()
                        .map(RuntimeSearchParam::getName)
                        .toList()
                : List.of();
    }
}
