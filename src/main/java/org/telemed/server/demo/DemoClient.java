package org.telemed.server.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The OAuth 2 clients of the demo; the secret of each is its id. */
enum DemoClient {
    ADAM("adam", "Practitioner/adam-careful", "user/*.cruds"),
    JANE("jane", "Patient/jane-doe", "patient/*.rs"),
    TABLET("tablet", "Device/home-tablet", "user/Encounter.rs"),
    GUARDIAN("guardian", "RelatedPerson/john-doe", "user/Encounter.rs"),
    EVE("eve", "Practitioner/eve-outsider", "user/*.rs"),
    CLINIC(
            "clinic",
            null,
            "system/*.cruds",
            "actuator/health.r",
            "actuator/metrics.r",
            "actuator/info.r",
            "actuator/sbom.r",
            "actuator/telemedsweep.r",
            "actuator/telemedsweep.u");

    private final String id;
    private final @Nullable String profile;
    private final String scope;
    private final String others;

    /** @param others scopes that it gets only on request, such as those of the actuator */
    DemoClient(String id, @Nullable String profile, String scope, String... others) {
        this.id = id;
        this.profile = profile;
        this.scope = scope;
        this.others = String.join(" ", others);
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

    /** The client's own FHIR resource, as a relative reference. */
    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** What it may ask for: SMART scopes, and those of the actuator's endpoints. */
    Set<String> scopes() {
        return Set.of((scope + " " + others).strip().split(" "));
    }

    /** What it gets without asking for a scope. */
    String scope() {
        return scope;
    }
}
