package org.telemed.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.telemed.server.fhir.FhirVersion;

/**
 * Where the server is, as others see it, and which FHIR it speaks.
 *
 * @param publicUrl the address under which the outside world, Twilio included, reaches this server; required outside the demo
 * @param fhirBaseUrl the FHIR base on which an absolute reference is local; the public URL with /fhir by default
 * @param fhirVersion the FHIR version that the server speaks: R4, R4B or R5
 */
@ConfigurationProperties("telemed")
public record ServerSettings(
        @Nullable String publicUrl,
        @Nullable String fhirBaseUrl,
        @DefaultValue("R4") FhirVersion fhirVersion) {

    /** The FHIR base, without a slash at its end; configuration decides it, never a request's headers. */
    public String fhirBase() {
        String base = fhirBaseUrl != null && !fhirBaseUrl.isBlank() ? fhirBaseUrl : publicBase() + "/fhir";
        return withoutSlash(base);
    }

    /** The public URL, without a slash at its end. */
    public String publicBase() {
        return withoutSlash(Objects.requireNonNull(publicUrl, "telemed.public-url is checked at the start"));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
