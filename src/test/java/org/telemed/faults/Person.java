package org.telemed.faults;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.telemed.fhir.EncounterFixture;

/** The people of the stories, of the demo's test data. */
enum Person {
    ADAM("Practitioner/adam-careful"),
    JOHN("RelatedPerson/john-doe"),
    JANE("Patient/jane-doe"),
    TABLET("Device/home-tablet"),
    /** Takes part in nothing, ever. */
    EVE("Practitioner/eve-outsider"),
    /** Has no login: comes by the link of an invitation, or not at all. */
    ANA("RelatedPerson/ana-ruiz");

    /** Who has a login. */
    static final Set<Person> USERS = EnumSet.complementOf(EnumSet.of(ANA));

    private final String reference;

    Person(String reference) {
        this.reference = reference;
    }

    static Person of(String reference) {
        return find(reference).orElseThrow();
    }

    static Optional<Person> find(String reference) {
        return Arrays.stream(values())
                .filter(person -> person.reference.equals(reference))
                .findAny();
    }

    String reference() {
        return reference;
    }

    boolean isGuest() {
        return this == ANA;
    }

    /** Never waits, and may let others in. */
    boolean moderates() {
        return this == ADAM;
    }

    /** How Twilio knows them. */
    String identity() {
        return "user-" + name().charAt(0) + ordinal();
    }

    /** What their access token says. */
    Map<String, Object> claims() {
        return Map.of("sub", identity(), "fhirUser", reference, "scope", "user/Encounter.rs");
    }

    /** Lists them where their kind may stand. */
    EncounterFixture on(EncounterFixture encounter, String period) {
        return this == JANE || this == TABLET
                ? encounter.withOther(reference, period)
                : encounter.withParticipant(reference, period);
    }
}
