package org.telemed.oracle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Random Encounters of one FHIR version, in every phase. Their participants are of the types that FHIR allows there, and
 * their statuses are the version's own or of no version.
 */
final class RandomEncounters {
    private final boolean r5;
    private final Dice dice;
    private final RandomTimes times;
    private final RandomReferences references;

    RandomEncounters(String version, Dice dice, RandomTimes times, RandomReferences references) {
        this.r5 = version.equals("R5");
        this.dice = dice;
        this.times = times;
        this.references = references;
    }

    Map<String, Object> next(Case.Room room) {
        Map<String, Object> encounter = Json.object(
                "resourceType",
                "Encounter",
                "id",
                "visit-1",
                "meta",
                Json.object("versionId", "1"),
                "contained",
                dice.maybe(5, this::contained));
        status(encounter);
        encounter.putAll(Json.object("subject", dice.maybe(50, this::subject)));
        start(encounter);
        List<Map<String, Object>> participants = dice.some(4, this::participant);
        if (!participants.isEmpty()) {
            encounter.put("participant", participants);
        }
        List<Map<String, Object>> others = new RandomOtherParticipants(dice, times, references).all();
        RoomEntry.write(encounter, others, room, r5);
        return encounter;
    }

    private List<Map<String, Object>> contained() {
        return List.of(
                Json.object("resourceType", "Practitioner", "id", "adam", "active", true),
                Json.object("resourceType", "Patient", "id", "jane", "active", true),
                Json.object(
                        "resourceType",
                        "PractitionerRole",
                        "id",
                        "surgeon",
                        "practitioner",
                        Json.object("reference", "Practitioner/adam")));
    }

    private void status(Map<String, Object> encounter) {
        int dicing = dice.between(0, 99);
        String code = dice.oneOf(dicing < 50 ? List.of("planned") : dicing < 85 ? open() : closedOrUnknown());
        Optional<String> status = dice.maybe(99, () -> code);
        encounter.putAll(Json.object("status", status));
        if (status.isEmpty() && dice.percent(50)) {
            encounter.put(
                    "_status",
                    Json.object(
                            "extension", List.of(Json.object("url", "https://example.org/a", "valueCode", "planned"))));
        }
    }

    private List<String> open() {
        return r5 ? List.of("in-progress", "on-hold") : List.of("arrived", "triaged", "in-progress", "onleave");
    }

    /** The version's own codes, and some of no version. */
    private List<String> closedOrUnknown() {
        return dice.percent(40)
                ? List.of("unknown", "Planned", "IN-PROGRESS", "in progress", " planned", "planned ", "draft", "")
                : r5
                        ? List.of("completed", "discharged", "discontinued", "cancelled", "entered-in-error")
                        : List.of("finished", "cancelled", "entered-in-error");
    }

    private Map<String, Object> subject() {
        return references.to(
                dice.percent(80)
                        ? dice.oneOf("Patient/jane", "Patient/adam")
                        : dice.oneOf("Group/family", "Practitioner/adam"));
    }

    private void start(Map<String, Object> encounter) {
        if (r5 && dice.percent(50)) {
            times.write(encounter, "plannedStartDate");
        }
        if (dice.percent(50)) {
            encounter.put(r5 ? "actualPeriod" : "period", times.period());
        }
    }

    private Map<String, Object> participant() {
        String target = dice.oneOf(
                dice.percent(60)
                        ? r5 ? RandomReferences.PEOPLE : RandomReferences.PEOPLE_IN_R4
                        : r5 && dice.percent(50) ? RandomReferences.GROUPS : RandomReferences.ROLES);
        return Json.object(
                "type",
                dice.maybe(20, () -> List.of(Json.object("text", "translator"))),
                r5 ? "actor" : "individual",
                dice.maybe(97, () -> references.to(target)),
                "period",
                dice.maybe(55, times::period));
    }
}
