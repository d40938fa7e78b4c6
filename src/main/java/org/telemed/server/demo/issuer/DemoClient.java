package org.telemed.server.demo.issuer;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users of the demo. Each is an OAuth 2 client too, whose secret is its id; and each can sign in to an app. */
public enum DemoClient {
    ADAM("adam", "Practitioner/adam-careful", "Dr Adam Careful", "practitioner", "user/*.cruds"),
    JANE("jane", "Patient/jane-doe", "Jane Doe", "patient of Dr Careful's", "patient/*.rs"),
    TABLET("tablet", "Device/home-tablet", "Tablet at home", "device in Jane's visits", "user/Encounter.rs"),
    GUARDIAN("guardian", "RelatedPerson/john-doe", "John Doe", "Jane's father and guardian", "user/Encounter.rs"),
    EVE("eve", "Practitioner/eve-outsider", "Dr Eve Outsider", "practitioner, in none of Jane's visits", "user/*.rs"),
    CLINIC(
            "clinic",
            null,
            "The clinic's program",
            "no person, and in no visit",
            "system/*.cruds",
            "actuator/health.r",
            "actuator/metrics.r",
            "actuator/info.r",
            "actuator/sbom.r",
            "actuator/telemedsweep.r",
            "actuator/telemedsweep.u");

    private final String id;
    private final @Nullable String profile;
    private final String displayName;
    private final String description;
    private final String scope;
    private final String others;

    /** @param others scopes that it gets only on request, such as those of the actuator */
    DemoClient(
            String id,
            @Nullable String profile,
            String displayName,
            String description,
            String scope,
            String... others) {
        this.id = id;
        this.profile = profile;
        this.displayName = displayName;
        this.description = description;
        this.scope = scope;
        this.others = String.join(" ", others);
    }

    static DemoClient of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("No client of the demo: " + id));
    }

    static Optional<DemoClient> find(@Nullable String id) {
        return Arrays.stream(values()).filter(client -> client.id.equals(id)).findAny();
    }

    public String id() {
        return id;
    }

    /** The client's own FHIR resource, as a relative reference. */
    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** The id of the Patient that it is, if it is one. */
    Optional<String> patient() {
        String prefix = "Patient/";
        return profile().filter(own -> own.startsWith(prefix)).map(own -> own.substring(prefix.length()));
    }

    /** The name for people to read, as in the test data. */
    String displayName() {
        return displayName;
    }

    /** Who that is, in a few words. */
    String description() {
        return description;
    }

    /** What it may ask for: SMART scopes, and those of the actuator's endpoints. */
    Set<String> scopes() {
        return Set.of((scope + " " + others).strip().split(" "));
    }

    /** What it gets without asking for a scope. */
    public String scope() {
        return scope;
    }
}
