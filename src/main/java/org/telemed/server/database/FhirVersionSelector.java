package org.telemed.server.database;

import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.telemed.server.start.StartCheck.Problem;
import org.telemed.server.start.StartRefusedException;

/** Imports HAPI's configuration for {@code telemed.fhir-version}. */
public final class FhirVersionSelector implements ImportSelector {

    private static final String SETTING = "telemed.fhir-version";

    private final Environment settings;

    public FhirVersionSelector(Environment settings) {
        this.settings = settings;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importer) {
        return new String[] {chosen().jpaConfiguration().getName()};
    }

    private FhirVersion chosen() {
        String name = settings.getProperty(SETTING, FhirVersion.R4.name());
        return Arrays.stream(FhirVersion.values())
                .filter(version -> version.name().equalsIgnoreCase(name.strip()))
                .findAny()
                .orElseThrow(() -> new StartRefusedException(List.of(new Problem(
                        SETTING, "telemed.fhir-version must be R4, R4B or R5, not '" + name + "'.", SETTING + "=R4"))));
    }
}
