package org.telemed.fhir.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.ParticipantEntry;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** What an Encounter's entries tell people about those whom they list: a name and a type of participation. */
class ParticipantEntriesTest {
    private static final String DAY = "{\"start\":\"2030-01-01\",\"end\":\"2030-01-01\"}";
    private static final Period THAT_DAY =
            new Period(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2030-01-02T00:00:00Z"));
    private static final String TYPES =
            "\"type\":[{\"text\":\"host\"},{\"coding\":[{\"system\":\"urn:x\",\"code\":\"PPRF\"},{\"code\":\"y\"}]}]";
    private static final String NOBODY = "\"Location/room-1\",\"display\":\"Room 1\"";

    @EveryRelease
    void names_and_types_of_participation_are_read_where_they_stand(FhirRelease release) {
        String adam = listed(release, "\"Practitioner/adam\",\"display\":\"Dr Adam\"", TYPES, "\"period\":" + DAY);
        String tablet = other("\"Device/tablet\",\"display\":\"Tablet 1\"");
        assertThat(entries(release, List.of(adam), List.of(tablet), "\"Patient/jane\",\"display\":\"Jane Doe\""))
                .containsExactly(
                        new ParticipantEntry(
                                new Participant(new ResourceReference("Practitioner", "adam"), THAT_DAY),
                                Optional.of("Dr Adam"),
                                Optional.of("PPRF")),
                        entry("Device", "tablet", "Tablet 1"),
                        entry("Patient", "jane", "Jane Doe"));
    }

    @EveryRelease
    void an_entry_without_them_has_no_name_and_no_type(FhirRelease release) {
        assertThat(entries(
                        release,
                        List.of(listed(release, "\"RelatedPerson/john\"")),
                        List.of(other("\"Device/tablet\"")),
                        "\"Patient/jane\""))
                .allMatch(entry -> entry.display().isEmpty() && entry.role().isEmpty())
                .extracting(entry -> entry.participant().reference().reference())
                .containsExactly("RelatedPerson/john", "Device/tablet", "Patient/jane");
    }

    @EveryRelease
    void each_name_stays_with_its_own_entry(FhirRelease release) {
        List<ParticipantEntry> entries = entries(
                release,
                List.of(
                        listed(release, NOBODY),
                        listed(release, "\"Practitioner/adam\""),
                        listed(release, "\"Practitioner/bea\",\"display\":\"Dr Bea\"")),
                List.of(other("\"Device/phone\""), other("\"Device/tablet\",\"display\":\"Tablet 1\"")),
                "\"Group/family\",\"display\":\"The Does\"");
        assertThat(entries)
                .extracting(entry -> entry.participant().reference().id()
                        + entry.display().map(name -> ":" + name).orElse(""))
                .containsExactly("adam", "bea:Dr Bea", "phone", "tablet:Tablet 1");
    }

    @EveryRelease
    void they_list_the_same_people_for_the_same_time_as_the_visit(FhirRelease release) {
        List<String> listed = Stream.of("Practitioner/adam", "PractitionerRole/heart", "Patient/max", "Location/here")
                .map(person -> listed(release, "\"" + person + "\"", "\"period\":" + DAY))
                .toList();
        List<String> others = List.of(other("\"Device/tablet\""), other("\"#contained\""));
        assertThat(entries(release, listed, others, "\"Patient/jane\""))
                .extracting(ParticipantEntry::participant)
                .isEqualTo(reader(release)
                        .read(release.parse(json(listed, others, "\"Patient/jane\"")))
                        .participants());
    }

    private static ParticipantEntry entry(String type, String id, String display) {
        return new ParticipantEntry(
                new Participant(new ResourceReference(type, id), Period.ALWAYS),
                Optional.of(display),
                Optional.empty());
    }

    private static List<ParticipantEntry> entries(
            FhirRelease release, List<String> listed, List<String> others, String subject) {
        return reader(release).entries(release.parse(json(listed, others, subject)));
    }

    private static EncounterReader reader(FhirRelease release) {
        return new EncounterReader(
                release.context(), release.virtualServices(), new LocalReferences(List.of()), ZoneOffset.UTC);
    }

    private static String json(List<String> listed, List<String> others, String subject) {
        String encounter = """
                {"resourceType":"Encounter","subject":{"reference":%s},"participant":[%s],"extension":[
                 {"url":"https://extensions.fhir.zapehr.com/encounter-other-participants","extension":[%s]}]}""";
        return encounter.formatted(subject, String.join(",", listed), String.join(",", others));
    }

    private static String listed(FhirRelease release, String reference, String... properties) {
        String person = "\"%s\":{\"reference\":%s}".formatted(release.isR5() ? "actor" : "individual", reference);
        return "{" + Stream.concat(Stream.of(person), Stream.of(properties)).collect(Collectors.joining(",")) + "}";
    }

    private static String other(String reference) {
        String entry = """
                {"url":"https://extensions.fhir.zapehr.com/encounter-other-participant","extension":[
                 {"url":"reference","valueReference":{"reference":%s}}]}""";
        return entry.formatted(reference);
    }
}
