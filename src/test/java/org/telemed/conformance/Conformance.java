package org.telemed.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.definition.FhirConfig;

/**
 * HAPI's validator with the official definitions of one FHIR version and our own. Making one takes seconds, so all tests
 * share it.
 */
public final class Conformance {
    private static final Map<FhirRelease, Conformance> SHARED = new EnumMap<>(FhirRelease.class);

    private final FhirValidator validator;

    private Conformance(FhirContext context) {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
        new FhirConfig(context).definitions().forEach(ours::addResource);
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                officialDefinitions(context),
                ours,
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context)));
        instances.setWrappedWorkerContext(
                instances.getValidationSupport(), new Offline(instances.getValidationSupport()));
        instances.setAnyExtensionsAllowed(false);
        // HAPI's own, in its CapabilityStatement; it publishes no definition of it
        instances.setCustomExtensionDomains("http://hl7api.sourceforge.net/hapi-fhir/res/extdefs.html");
        instances.setErrorForUnknownProfiles(true);
        validator = context.newValidator().registerValidatorModule(instances);
    }

    /** Without their narratives, which no validator reads and which take most of the memory. */
    private static IValidationSupport officialDefinitions(FhirContext context) {
        DefaultProfileValidationSupport definitions = new DefaultProfileValidationSupport(context);
        definitions.fetchAllConformanceResources().stream().forEach(definition -> {
            if (definition instanceof org.hl7.fhir.r5.model.DomainResource r5) {
                r5.setText(null);
            } else if (definition instanceof org.hl7.fhir.r4b.model.DomainResource r4b) {
                r4b.setText(null);
            } else if (definition instanceof org.hl7.fhir.r4.model.DomainResource r4) {
                r4.setText(null);
            }
        });
        return definitions;
    }

    public static synchronized Conformance in(FhirRelease release) {
        return SHARED.computeIfAbsent(release, made -> new Conformance(made.context()));
    }

    /** Whatever it finds wrong or doubtful in a resource, as one line each. */
    public List<String> findings(String json, String... profiles) {
        ValidationOptions options = new ValidationOptions();
        List.of(profiles).forEach(options::addProfile);
        return validator.validateWithResult(json, options).getMessages().stream()
                .filter(message -> message.getSeverity() != ResultSeverityEnum.INFORMATION)
                .map(Conformance::line)
                .toList();
    }

    /** The findings that {@link ExplainedWarnings} has no reason for. */
    public List<String> unexplained(String json, String... profiles) {
        return findings(json, profiles).stream()
                .filter(finding -> !ExplainedWarnings.cover(finding))
                .toList();
    }

    private static String line(SingleValidationMessage message) {
        return message.getSeverity().getCode() + " at " + message.getLocationString() + ": " + message.getMessage();
    }

    /**
     * Where an extension may stand is checked in the FHIR versions "from 4.0.1 to 4.0.1". The validator counts in versions
     * such as 4.0, takes 4.0.1 for another one, and asks the network for its definitions. Here it is one of those.
     */
    private static final class Offline extends WorkerContextValidationSupportAdapter {
        Offline(IValidationSupport support) {
            super(support);
        }

        @Override
        public String getVersion() {
            return super.getVersion().replaceFirst("(\\d+\\.\\d+)\\..*", "$1");
        }
    }
}
