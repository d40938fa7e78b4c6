package org.telemed.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The extension for other participants: none, mostly, or one, or two, with random entries. */
final class RandomOtherParticipants {
    private static final String ZAPEHR = "https://extensions.fhir.zapehr.com/";

    private final Dice dice;
    private final RandomTimes times;
    private final RandomReferences references;

    RandomOtherParticipants(Dice dice, RandomTimes times, RandomReferences references) {
        this.dice = dice;
        this.times = times;
        this.references = references;
    }

    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        if (dice.percent(30)) {
            all.add(others());
        }
        if (dice.percent(2)) {
            all.add(others());
        }
        return all;
    }

    private Map<String, Object> others() {
        List<Map<String, Object>> entries = dice.some(3, this::other);
        String url =
                dice.percent(96) ? ZAPEHR + "encounter-other-participants" : ZAPEHR + "encounter-other-participant";
        return entries.isEmpty()
                ? Json.object("url", url, "valueString", "none")
                : Json.object("url", url, "extension", entries);
    }

    private Map<String, Object> other() {
        List<Map<String, Object>> parts = new ArrayList<>();
        if (dice.percent(97)) {
            String target = dice.oneOf(
                    dice.percent(85)
                            ? RandomReferences.PEOPLE
                            : dice.percent(70) ? RandomReferences.ROLES : RandomReferences.GROUPS);
            parts.add(Json.object("url", "reference", "valueReference", references.to(target)));
        }
        if (dice.percent(55) || parts.isEmpty()) {
            parts.add(
                    dice.percent(96)
                            ? Json.object("url", "period", "valuePeriod", times.period())
                            : Json.object("url", "period", "valueString", "always"));
        }
        String name = dice.percent(96) ? "encounter-other-participant" : "encounter-other-participants";
        return Json.object("url", ZAPEHR + name, "extension", parts);
    }
}
