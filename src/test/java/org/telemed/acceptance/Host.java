package org.telemed.acceptance;

import java.util.Map;
import org.telemed.fhir.FhirRelease;

/**
 * A server with telemedicine in it, and how to reach it. It holds the people of {@code test-data}, and gives access tokens
 * to the clients of the demo.
 */
public interface Host {

    /** An HTTP client for its root. */
    Http http();

    /** Where its FHIR base is below the root. */
    default String fhirPath() {
        return "/fhir";
    }

    /** The FHIR version that it speaks. */
    FhirRelease release();

    /** Its Twilio. */
    Emulator twilio();

    /** Whether it says in FHIR, and in our words, that a login is missing or wrong; else it does so before we are asked. */
    default boolean leavesLoginToUs() {
        return true;
    }

    /** Whether it tells a login that is over from one that never was. */
    default boolean tellsExpired() {
        return true;
    }

    /** An access token of a client of the demo, with all of its scopes. */
    String tokenOf(String client);

    /** The same, with these scopes alone. */
    String tokenOf(String client, String scope);

    /** An access token of the host's own issuer with these claims besides those that every token needs, or in their place. */
    String tokenWith(Map<String, Object> claims);
}
