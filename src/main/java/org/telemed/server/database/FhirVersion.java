package org.telemed.server.database;

import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.r4b.JpaR4BConfig;
import ca.uhn.fhir.jpa.config.r5.JpaR5Config;

/** A FHIR version that the server can speak, and HAPI's configuration of it. */
public enum FhirVersion {
    R4(JpaR4Config.class),
    R4B(JpaR4BConfig.class),
    R5(JpaR5Config.class);

    private final Class<?> jpaConfiguration;

    FhirVersion(Class<?> jpaConfiguration) {
        this.jpaConfiguration = jpaConfiguration;
    }

    Class<?> jpaConfiguration() {
        return jpaConfiguration;
    }
}
