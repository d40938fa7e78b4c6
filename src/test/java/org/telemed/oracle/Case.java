package org.telemed.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * One request for a token: what is stored, who asks, and when.
 *
 * @param encounter as JSON
 * @param others the stored PractitionerRoles and Groups, as JSON
 * @param claims of the caller's access token
 * @param room what has become of the Encounter's room
 * @param reopen whether a lapsed room is opened again, as POST does and GET does not
 * @param hidden the setting {@code telemed.security.hide-existence}
 * @param version "R4", "R4B" or "R5"
 */
record Case(
        String version,
        Map<String, Object> encounter,
        List<Map<String, Object>> others,
        Map<String, Object> claims,
        Instant now,
        ZoneId zone,
        Duration early,
        Duration lifetime,
        Room room,
        boolean reopen,
        boolean hidden) {

    /** The base on which an absolute reference is local, and one that the host treats so. */
    static final List<String> LOCAL_BASES = List.of("https://telemed.example/fhir", "http://old.example:8080/base");

    /** The claims that may name the caller's own resource, the first one present counts. */
    static final List<String> PROFILE_CLAIMS = List.of("fhirUser", "profile");

    /** What has become of the documented room. */
    enum Room {
        LIVES,
        LAPSED,
        PLACEHOLDER,
        NONE
    }

    boolean isR5() {
        return version.equals("R5");
    }

    Case with(Map<String, Object> newEncounter, List<Map<String, Object>> newOthers) {
        return new Case(version, newEncounter, newOthers, claims, now, zone, early, lifetime, room, reopen, hidden);
    }

    Case askedBy(Map<String, Object> newClaims, Instant newNow) {
        return new Case(version, encounter, others, newClaims, newNow, zone, early, lifetime, room, reopen, hidden);
    }

    @Override
    public String toString() {
        return "%s, now %s, zone %s, early join %s, token lifetime %s, room %s, %s%s, claims %s%n%s%n%s"
                .formatted(
                        version,
                        now,
                        zone,
                        early,
                        lifetime,
                        room,
                        reopen ? "POST" : "GET",
                        hidden ? ", existence hidden" : "",
                        Json.write(claims),
                        Json.pretty(encounter),
                        others.isEmpty() ? "" : Json.pretty(others));
    }
}
