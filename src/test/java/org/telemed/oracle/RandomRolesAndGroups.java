package org.telemed.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored PractitionerRoles and Groups that a random Encounter may list. */
final class RandomRolesAndGroups {
    private final boolean r5;
    private final Dice dice;
    private final RandomTimes times;
    private final RandomReferences references;

    RandomRolesAndGroups(String version, Dice dice, RandomTimes times, RandomReferences references) {
        this.r5 = version.equals("R5");
        this.dice = dice;
        this.times = times;
        this.references = references;
    }

    /** Some of them; what is missing is unknown or deleted. */
    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        RandomReferences.ROLES.stream()
                .filter(id -> dice.percent(90))
                .map(this::role)
                .forEach(all::add);
        RandomReferences.GROUPS.stream()
                .filter(id -> dice.percent(90))
                .map(this::group)
                .forEach(all::add);
        return all;
    }

    private Map<String, Object> role(String reference) {
        Map<String, Object> role = named(reference);
        flag(role, "active", true);
        role.putAll(Json.object(
                "period", dice.maybe(30, times::period),
                "practitioner",
                        dice.maybe(
                                97,
                                () -> references.to(dice.oneOf(
                                        "Practitioner/adam",
                                        "Practitioner/adam",
                                        "Practitioner/eve",
                                        "Patient/jane")))));
        return role;
    }

    private Map<String, Object> group(String reference) {
        Map<String, Object> group = named(reference);
        if (dice.percent(20)) {
            flag(group, "active", true);
        }
        group.put("type", "person");
        if (r5) {
            group.put("membership", dice.percent(97) ? "enumerated" : "definitional");
        } else {
            group.put("actual", dice.percent(97));
        }
        List<Map<String, Object>> members = new ArrayList<>();
        int known = dice.between(0, 4);
        int all = dice.percent(2) ? dice.between(199, 201) : known;
        for (int i = 0; i < all - known; i++) {
            members.add(Json.object("entity", Json.object("reference", "Patient/filler-" + i)));
        }
        for (int i = 0; i < known; i++) {
            members.add(dice.between(0, members.size()), member());
        }
        group.putAll(Json.object("member", members.isEmpty() ? Optional.empty() : members));
        return group;
    }

    private Map<String, Object> member() {
        String target = dice.percent(85)
                ? dice.oneOf(RandomReferences.PEOPLE)
                : dice.percent(70) ? dice.oneOf(RandomReferences.ROLES) : dice.oneOf(RandomReferences.GROUPS);
        Map<String, Object> member =
                Json.object("entity", references.to(target), "period", dice.maybe(30, times::period));
        if (dice.percent(40)) {
            flag(member, "inactive", false);
        }
        return member;
    }

    /** Mostly that value or nothing. */
    private void flag(Map<String, Object> parent, String name, boolean usual) {
        int dicing = dice.between(0, 99);
        if (dicing < 15) {
            parent.put(name, !usual);
        } else if (dicing < 18) {
            parent.put(
                    "_" + name,
                    Json.object(
                            "extension", List.of(Json.object("url", "https://example.org/a", "valueCode", "unknown"))));
        } else if (dicing < 60) {
            parent.put(name, usual);
        }
    }

    private static Map<String, Object> named(String reference) {
        int slash = reference.indexOf('/');
        return Json.object("resourceType", reference.substring(0, slash), "id", reference.substring(slash + 1));
    }
}
