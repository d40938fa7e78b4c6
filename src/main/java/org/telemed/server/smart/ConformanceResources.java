package org.telemed.server.smart;

import java.util.Set;

/**
 * The resource types by which a server describes and configures itself: FHIR's foundation module and its terminology.
 * HAPI acts on them, so one SearchParameter or ValueSet changes what everybody's searches find.
 *
 * <p>Clinical definitions, such as Library, PlanDefinition or Questionnaire, are not among them: this server runs none, and
 * people write them.
 */
public final class ConformanceResources {

    private static final Set<String> TYPES = Set.of(
            "ActorDefinition",
            "CapabilityStatement",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "ExampleScenario",
            "GraphDefinition",
            "ImplementationGuide",
            "MessageDefinition",
            "NamingSystem",
            "OperationDefinition",
            "Requirements",
            "SearchParameter",
            "StructureDefinition",
            "StructureMap",
            "SubscriptionTopic",
            "TerminologyCapabilities",
            "TestPlan",
            "TestScript",
            "ValueSet");

    private ConformanceResources() {}

    /** Whether the type is one of them. */
    public static boolean include(String resourceType) {
        return TYPES.contains(resourceType);
    }
}
