package org.telemed.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Random References to a few people, roles and groups, in every way that they are written. */
final class RandomReferences {
    static final List<String> PEOPLE = List.of(
            "Practitioner/adam",
            "Practitioner/eve",
            "Patient/jane",
            "Patient/adam",
            "Device/tablet",
            "RelatedPerson/john");
    static final List<String> PEOPLE_IN_R4 = List.of("Practitioner/adam", "Practitioner/eve", "RelatedPerson/john");
    static final List<String> ROLES = List.of("PractitionerRole/surgeon", "PractitionerRole/nurse");
    static final List<String> GROUPS = List.of("Group/family", "Group/team");

    private static final String BASE = Case.LOCAL_BASES.get(0);

    private final Dice dice;

    RandomReferences(Dice dice) {
        this.dice = dice;
    }

    /** A Reference to that resource, or to something that looks like it. */
    Map<String, Object> to(String target) {
        String id = target.substring(target.indexOf('/') + 1);
        return switch (dice.between(0, 39)) {
            case 0 ->
                Json.object(
                        "type", target.substring(0, target.indexOf('/')),
                        "identifier", Json.object("system", "https://telemed.example/fhir", "value", id));
            case 1 -> Json.object("display", target);
            case 2 -> Json.object("reference", "#" + id);
            case 3 -> Json.object("reference", written(target), "identifier", Json.object("value", "other"));
            default -> Json.object("reference", written(target));
        };
    }

    /** The text of a reference, as it stands in a claim too. */
    String written(String target) {
        if (dice.percent(55)) {
            return target;
        }
        String relative = dice.percent(30) ? target + "/_history/" + dice.oneOf("1", "17", "a.b-c") : target;
        return switch (dice.between(0, 19)) {
            case 0, 1, 2, 3, 4, 5, 6 -> BASE + "/" + relative;
            case 7, 8 -> Case.LOCAL_BASES.get(1) + "/" + relative;
            case 9, 10, 11 -> relative;
            case 12, 13 -> foreign(relative);
            default -> odd(target);
        };
    }

    private String foreign(String relative) {
        return dice.oneOf(
                        "https://other.example/fhir/",
                        "https://telemed.example/fhir2/",
                        "https://telemed.example/",
                        "https://telemed.example/fhir/fhir/",
                        "https://telemed.example.other.example/fhir/",
                        "http://telemed.example/fhir/",
                        "https://telemed.example:443/fhir/",
                        "HTTPS://telemed.example/fhir/",
                        "https://Telemed.example/fhir/",
                        "https://telemed.example/FHIR/",
                        "//telemed.example/fhir/",
                        "/fhir/")
                + relative;
    }

    private String odd(String target) {
        return switch (dice.between(0, 18)) {
            case 0 -> target + "/";
            case 1 -> target + "?x=1";
            case 2 -> target.toLowerCase(Locale.ROOT);
            case 3 -> target.toUpperCase(Locale.ROOT);
            case 4 -> "urn:uuid:6fd5ee2e-3f4c-4a0b-8d6b-4d6a3a0a1a01";
            case 5 -> target.substring(target.indexOf('/') + 1);
            case 6 -> "/" + target;
            case 7 -> " " + target;
            case 8 -> target + " ";
            case 9 -> BASE + "//" + target;
            case 10 -> target + "/_history";
            case 11 -> target + "/_history/";
            case 12 -> target + "/_history/1/x";
            case 13 -> "x/" + target;
            case 14 -> target + "#x";
            case 15 -> target + "|1";
            case 16 -> target.replace("/a", "/%61");
            case 17 -> target.substring(0, target.indexOf('/')) + "?identifier=" + target;
            default -> BASE + "/" + target + "/";
        };
    }
}
