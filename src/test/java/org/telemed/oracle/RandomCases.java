package org.telemed.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Random requests for a token: Encounters of one FHIR version, callers, and times that are mostly near a boundary. */
final class RandomCases {
    /** Zones and times near a change of the clocks, at midnight in some of them, or of the date. */
    private static final Map<ZoneId, Instant> VISITS = Map.of(
            ZoneId.of("UTC"), Instant.parse("2030-01-01T00:30:00Z"),
            ZoneId.of("Europe/Berlin"), Instant.parse("2030-03-31T00:50:00Z"),
            ZoneId.of("America/New_York"), Instant.parse("2030-11-03T05:40:00Z"),
            ZoneId.of("Asia/Kathmandu"), Instant.parse("2030-12-31T18:10:00Z"),
            ZoneId.of("Asia/Beirut"), Instant.parse("2030-03-30T22:05:00Z"),
            ZoneId.of("Africa/Cairo"), Instant.parse("2030-04-25T22:00:00Z"),
            ZoneId.of("America/Santiago"), Instant.parse("2030-09-08T04:00:00Z"),
            ZoneId.of("Pacific/Kiritimati"), Instant.parse("2030-02-28T10:00:00Z"),
            ZoneId.of("Pacific/Apia"), Instant.parse("2011-12-30T10:00:00Z"));

    private final String version;
    private final Dice dice;
    private final RandomReferences references;
    private final List<ZoneId> zones = VISITS.keySet().stream()
            .sorted((a, b) -> a.getId().compareTo(b.getId()))
            .toList();

    RandomCases(String version, long seed) {
        this.version = version;
        this.dice = new Dice(seed);
        this.references = new RandomReferences(dice);
    }

    Case next() {
        ZoneId zone = dice.oneOf(zones);
        Instant visit = VISITS.get(zone);
        RandomTimes times = new RandomTimes(dice, zone, visit);
        Case.Room room = dice.percent(70) ? Case.Room.LIVES : dice.oneOf(Case.Room.values());
        RandomEncounters encounters = new RandomEncounters(version, dice, times, references);
        Case made = new Case(
                version,
                encounters.next(room),
                new RandomRolesAndGroups(version, dice, times, references).all(),
                Json.object(),
                visit,
                zone,
                Duration.ofMinutes(dice.oneOf(0, 15, 120)),
                Duration.ofMinutes(dice.oneOf(5, 60, 24 * 60)),
                room,
                dice.percent(40),
                dice.percent(5));
        return made.askedBy(claims(made), time(made));
    }

    private Map<String, Object> claims(Case made) {
        Map<String, Object> claims = Json.object("iss", "https://issuer.example", "sub", "user-1");
        if (dice.percent(96)) {
            claims.put(
                    "fhirUser",
                    dice.percent(2) ? dice.oneOf("", 5, List.of("Practitioner/adam"), "adam") : profile(made));
        }
        if (dice.percent(4)) {
            claims.put("profile", profile(made));
        }
        return claims;
    }

    /** Mostly somebody whom the Encounter lists, itself or by a role or group. */
    private String profile(Case made) {
        Set<String> named = new LinkedHashSet<>();
        collectNames(made.encounter(), named);
        made.others().stream()
                .filter(other -> named.contains(other.get("resourceType") + "/" + other.get("id")))
                .forEach(other -> collectNames(other, named));
        named.removeAll(RandomReferences.GROUPS);
        if (!dice.percent(60)) {
            named.removeAll(RandomReferences.ROLES);
        }
        String person = named.isEmpty() || dice.percent(15)
                ? dice.oneOf(RandomReferences.PEOPLE)
                : dice.oneOf(List.copyOf(named));
        return dice.percent(85) ? person : references.written(person);
    }

    /** At a boundary of a time in the case, or of the early join before it, or next to that; or some time near the visit. */
    private Instant time(Case made) {
        List<Instant> boundaries = new ArrayList<>();
        collect(List.of(made.encounter(), made.others()), made, boundaries);
        if (boundaries.isEmpty() || dice.percent(40)) {
            return made.now().plus(Duration.ofMinutes(dice.between(-180, 180)));
        }
        Instant boundary = dice.oneOf(boundaries);
        Duration beside = dice.oneOf(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofMillis(-1),
                Duration.ofNanos(1),
                Duration.ofNanos(-1));
        return (dice.percent(50) ? boundary : boundary.minus(made.early())).plus(beside);
    }

    private static void collectNames(Object json, Set<String> names) {
        if (json instanceof Map<?, ?> object) {
            object.values().forEach(value -> collectNames(value, names));
        } else if (json instanceof List<?> list) {
            list.forEach(value -> collectNames(value, names));
        } else if (json instanceof String text) {
            Stream.of(RandomReferences.PEOPLE, RandomReferences.ROLES, RandomReferences.GROUPS)
                    .flatMap(List::stream)
                    .filter(text::contains)
                    .forEach(names::add);
        }
    }

    private static void collect(Object json, Case made, List<Instant> boundaries) {
        if (json instanceof Map<?, ?> object) {
            object.values().forEach(value -> collect(value, made, boundaries));
        } else if (json instanceof List<?> list) {
            list.forEach(value -> collect(value, made, boundaries));
        } else if (json instanceof String text && text.length() > 3 && Character.isDigit(text.charAt(0))) {
            Optional<Span> span = Span.read(text, made.zone());
            span.map(Span::first).ifPresent(boundaries::add);
            span.map(Span::next).ifPresent(boundaries::add);
        }
    }
}
