package org.telemed.hosts;

import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.r5.JpaR5Config;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** HAPI's configuration of the FHIR version that {@code hapi.fhir.fhir_version} names, as the starter's setting does. */
public class FhirVersionChoice implements ImportSelector {

    /** The setting's name. */
    public static final String SETTING = "hapi.fhir.fhir_version";

    private final Environment environment;

    /** Reads the setting from there. */
    public FhirVersionChoice(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importer) {
        boolean isR5 = environment.getProperty(SETTING, "R4").equals("R5");
        return new String[] {(isR5 ? JpaR5Config.class : JpaR4Config.class).getName()};
    }
}
