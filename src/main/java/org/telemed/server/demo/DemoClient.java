package org.telemed.server.demo;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Those who can get an access token in the demo; each one's secret is its id. */
enum DemoClient {
    ADAM("adam", "Practitioner/adam-careful", "user/*.cruds"),
    JANE("jane", "Patient/jane-doe", "patient/*.rs"),
    TABLET("tablet", "Device/home-tablet", "user/Encounter.rs"),
    GUARDIAN("guardian", "RelatedPerson/john-doe", "user/Encounter.rs"),
    EVE("eve", "Practitioner/eve-outsider", "user/*.rs"),
    CLINIC("clinic", null, "system/*.cruds");

    private final String id;
    private final @Nullable String profile;
    private final String scope;

    DemoClient(String id, @Nullable String profile, String scope) {
        this.id = id;
        this.profile = profile;
        this.scope = scope;
    }

    static DemoClient of(String id) {
        return Arrays.stream(values())
                .filter(client -> client.id.equals(id))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("No client of the demo: " + id));
    }

    String id() {
        return id;
    }

    /** The FHIR resource that stands for this client, as a relative reference. */
    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    String scope() {
        return scope;
    }
}
