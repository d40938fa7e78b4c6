package org.telemed.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every way in which an Encounter lists somebody. */
final class EncounterEntries {
    private static final String OTHERS = "https://extensions.fhir.zapehr.com/encounter-other-participants";
    private static final String OTHER = "https://extensions.fhir.zapehr.com/encounter-other-participant";
    private static final int LARGEST_GROUP = 200;

    private final Case asked;
    private final List<Entry> entries = new ArrayList<>();

    EncounterEntries(Case asked) {
        this.asked = asked;
    }

    List<Entry> of(Reference person) {
        boolean r5 = asked.isR5();
        Set<String> types = r5
                ? Set.of("Practitioner", "RelatedPerson", "PractitionerRole", "Patient", "Device", "Group")
                : Set.of("Practitioner", "RelatedPerson", "PractitionerRole");
        List<Map<String, Object>> participants = Json.list(asked.encounter(), "participant");
        for (int i = 0; i < participants.size(); i++) {
            Map<String, Object> participant = participants.get(i);
            Entry period = Entry.of(participant, "period", "Encounter.participant[" + i + "].period", asked.zone());
            Reference.read(Json.at(participant, r5 ? "actor" : "individual"))
                    .filter(listed -> types.contains(listed.type()))
                    .ifPresent(listed -> add(person, listed, period));
        }
        Reference.read(Json.at(asked.encounter(), "subject"))
                .filter(subject -> subject.type().equals("Patient"))
                .ifPresent(subject -> add(person, subject, Entry.ALWAYS));
        List<Map<String, Object>> others = extensions(asked.encounter(), OTHERS).stream()
                .flatMap(list -> extensions(list, OTHER).stream())
                .toList();
        for (int i = 0; i < others.size(); i++) {
            addOther(person, others.get(i), "Encounter.extension(encounter-other-participant)[" + i + "].period");
        }
        return entries;
    }

    private void addOther(Reference person, Map<String, Object> other, String path) {
        Entry period = Entry.ALWAYS;
        for (Map<String, Object> extension : extensions(other, "period")) {
            period = period.and(
                    extension.containsKey("valuePeriod")
                            ? Entry.of(extension, "valuePeriod", path, asked.zone())
                            : Entry.unreadable(path));
        }
        for (Map<String, Object> extension : extensions(other, "reference")) {
            Entry held = period;
            Reference.read(Json.at(extension, "valueReference")).ifPresent(listed -> add(person, listed, held));
        }
    }

    private void add(Reference person, Reference listed, Entry period) {
        if (listed.equals(person)) {
            entries.add(period);
        }
        asked.others().stream()
                .filter(stored -> listed.type().equals(stored.get("resourceType"))
                        && listed.id().equals(stored.get("id")))
                .forEach(stored -> addBehind(person, stored, period));
    }

    private void addBehind(Reference person, Map<String, Object> stored, Entry period) {
        if (stored.get("resourceType").equals("PractitionerRole")) {
            addBehindRole(person, stored, period);
        } else if (isOr(stored, "active", true) && Json.list(stored, "member").size() <= LARGEST_GROUP) {
            List<Map<String, Object>> members = Json.list(stored, "member");
            for (int i = 0; i < members.size(); i++) {
                addMember(person, members.get(i), period, "Group.member[" + i + "].period");
            }
        }
    }

    private void addBehindRole(Reference person, Map<String, Object> role, Entry period) {
        boolean named = Reference.read(Json.at(role, "practitioner"))
                .filter(practitioner -> practitioner.type().equals("Practitioner"))
                .filter(person::equals)
                .isPresent();
        if (named && isOr(role, "active", true)) {
            entries.add(period.and(Entry.of(role, "period", "PractitionerRole.period", asked.zone())));
        }
    }

    private void addMember(Reference person, Map<String, Object> member, Entry period, String path) {
        boolean named =
                Reference.read(Json.at(member, "entity")).filter(person::equals).isPresent();
        if (named && isOr(member, "inactive", false)) {
            entries.add(period.and(Entry.of(member, "period", path, asked.zone())));
        }
    }

    /** Whether a flag has that value or is missing; one that cannot be read counts against the person. */
    private static boolean isOr(Map<String, Object> parent, String flag, boolean value) {
        return parent.containsKey(flag) ? parent.get(flag).equals(value) : !parent.containsKey("_" + flag);
    }

    private static List<Map<String, Object>> extensions(Map<String, Object> parent, String url) {
        return Json.list(parent, "extension").stream()
                .filter(extension -> url.equals(extension.get("url")))
                .toList();
    }
}
