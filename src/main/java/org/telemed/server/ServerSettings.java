package org.telemed.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.telemed.server.database.FhirVersion;

/**
 * The settings of the standalone server besides those of the plugin.
 *
 * @param fhirVersion the FHIR version that the server speaks: R4, R4B or R5
 */
@ConfigurationProperties("telemed")
public record ServerSettings(@DefaultValue("R4") FhirVersion fhirVersion) {}
