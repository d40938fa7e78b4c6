package org.telemed.acceptance;

import java.util.HashMap;
import java.util.Map;

/** The clients of the demo, as any issuer's access tokens would describe them. */
final class DemoClients {

    private static final Map<String, Map<String, Object>> CLIENTS = Map.of(
            "adam", Map.of("fhirUser", "Practitioner/adam-careful", "scope", "user/*.cruds"),
            "jane", Map.of("fhirUser", "Patient/jane-doe", "scope", "patient/*.rs"),
            "tablet", Map.of("fhirUser", "Device/home-tablet", "scope", "user/Encounter.rs"),
            "guardian", Map.of("fhirUser", "RelatedPerson/john-doe", "scope", "user/Encounter.rs"),
            "eve", Map.of("fhirUser", "Practitioner/eve-outsider", "scope", "user/*.rs"),
            "clinic", Map.of("scope", "system/*.cruds"));

    private DemoClients() {}

    /** The claims about a client, with these besides or in their place. */
    static Map<String, Object> claims(String client, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(CLIENTS.get(client));
        all.put("sub", client);
        all.putAll(others);
        return all;
    }

    /** What every login says of a user, and these besides or in their place. */
    static Map<String, Object> user(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(Map.of("iss", "the host itself", "sub", "somebody"));
        all.putAll(others);
        return all;
    }
}
