package org.telemed.server.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.telemed.server.start.StartCheck;
import org.telemed.server.start.StartCheck.Problem;

/**
 * Imports HAPI's configuration for {@code telemed.fhir-version}. An unknown version is refused by a start check later on,
 * together with all else that is wrong.
 */
public final class FhirVersionSelector implements ImportSelector {

    private static final String SETTING = "telemed.fhir-version";

    private final Environment settings;

    public FhirVersionSelector(Environment settings) {
        this.settings = settings;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importer) {
        return new String[] {
            chosen(settings).orElse(FhirVersion.R4).jpaConfiguration().getName()
        };
    }

    static StartCheck startCheck() {
        return settings -> chosen(settings).isPresent()
                ? Stream.empty()
                : Stream.of(new Problem(
                        SETTING,
                        "telemed.fhir-version must be R4, R4B or R5, not '" + name(settings) + "'.",
                        SETTING + "=R4"));
    }

    private static Optional<FhirVersion> chosen(Environment settings) {
        return Arrays.stream(FhirVersion.values())
                .filter(version ->
                        version.name().equalsIgnoreCase(name(settings).strip()))
                .findAny();
    }

    private static String name(Environment settings) {
        return settings.getProperty(SETTING, FhirVersion.R4.name());
    }
}
