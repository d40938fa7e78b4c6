package org.telemed.fhir.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class EncounterReaderTest {
    private static final Participant ADAM = always("Practitioner", "adam");
    private static final Participant JANE = always("Patient", "jane");
    private static final Participant TABLET = always("Device", "tablet");
    private static final String ABSENT =
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
                    + "\"valueCode\":\"unknown\"}]";

    @EveryRelease
    void people_are_listed_in_the_order_participants_others_subject(FhirRelease release) {
        TelemedEncounter encounter = read(
                anEncounter()
                        .withSubject("Patient/jane")
                        .withOther("Device/tablet")
                        .withParticipant("Practitioner/adam"),
                release);

        assertThat(encounter.participants()).containsExactly(ADAM, TABLET, JANE);
    }

    @EveryRelease
    void an_entry_holds_for_its_period(FhirRelease release) {
        String period = "{\"start\":\"2026-03-01T10:00:00Z\",\"end\":\"2026-03-01T10:30:00+00:00\"}";
        Period halfAnHour = new Period(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T10:30:00Z"));

        TelemedEncounter encounter = read(
                anEncounter().withParticipant("Practitioner/adam", period).withOther("Device/tablet", period), release);

        assertThat(encounter.participants())
                .containsExactly(
                        new Participant(ADAM.reference(), halfAnHour), new Participant(TABLET.reference(), halfAnHour));
    }

    @EveryRelease
    void a_reference_names_the_person_whatever_its_version_or_local_base(FhirRelease release) {
        TelemedEncounter encounter = read(
                anEncounter()
                        .withParticipant("Practitioner/adam/_history/3")
                        .withOther("https://clinic.example/fhir/Device/tablet"),
                release);

        assertThat(encounter.participants()).containsExactly(ADAM, TABLET);
    }

    @EveryRelease
    void what_names_nobody_here_is_left_out(FhirRelease release) {
        TelemedEncounter encounter = read(
                anEncounter()
                        .withParticipant("#contained")
                        .withParticipant("urn:uuid:5f0d0b3e-4a4e-4d3e-8d5e-0e0e0e0e0e0e")
                        .withParticipant("https://elsewhere.example/fhir/Practitioner/adam")
                        .withParticipant("Practitioner?identifier=adam")
                        .withOther("not a reference"),
                release);

        assertThat(encounter.participants()).isEmpty();
    }

    @EveryRelease
    void a_logical_reference_names_nobody(FhirRelease release) {
        TelemedEncounter encounter = read(
                anEncounter().with("subject", "{\"type\":\"Patient\",\"identifier\":{\"value\":\"Patient/jane\"}}"),
                release);

        assertThat(encounter.participants()).isEmpty();
    }

    @EveryRelease
    void a_reference_that_carries_its_resource_is_read_as_it_is_written(FhirRelease release) {
        IBaseResource encounter = anEncounter().withSubject("Patient/jane").in(release);
        release.context()
                .newTerser()
                .getAllResourceReferences(encounter)
                .forEach(reference -> reference
                        .getResourceReference()
                        .setResource(
                                release.parse("{\"resourceType\":\"Patient\",\"id\":\"Patient/mallory/_history/2\"}")));

        assertThat(reader(release).read(encounter).participants()).containsExactly(JANE);
    }

    @EveryRelease
    void a_participant_counts_if_fhir_lists_its_type_there(FhirRelease release) {
        var visit = anEncounter();
        List<String> everywhere = List.of("Practitioner/a", "PractitionerRole/b", "RelatedPerson/c");
        List<String> inR5 = List.of("Patient/d", "Device/e", "Group/f");
        Stream.of(everywhere, inR5, List.of("Location/g", "HealthcareService/h", "Organization/i"))
                .flatMap(List::stream)
                .forEach(visit::withParticipant);
        assertThat(read(visit, release).participants())
                .extracting(participant -> participant.reference().reference())
                .containsExactlyElementsOf(
                        Stream.concat(everywhere.stream(), release.isR5() ? inR5.stream() : Stream.empty())
                                .toList());
    }

    @EveryRelease
    void a_group_as_subject_is_no_participant(FhirRelease release) {
        assertThat(read(anEncounter().withSubject("Group/family"), release).participants())
                .isEmpty();
    }

    @EveryRelease
    void a_thousand_participants_are_read(FhirRelease release) {
        EncounterFixture crowd = anEncounter();
        for (int i = 0; i < 1_000; i++) {
            crowd.withParticipant("Practitioner/p" + i);
        }

        assertThat(read(crowd, release).participants()).hasSize(1_000);
    }

    @EveryRelease
    void an_other_participant_that_is_not_clear_is_nobody(FhirRelease release) {
        String tablet = "{\"url\":\"reference\",\"valueReference\":{\"reference\":\"Device/tablet\"}}";
        String period = "{\"url\":\"period\",\"valuePeriod\":{\"start\":\"2026-03-01\"}}";
        TelemedEncounter encounter = read(
                anEncounter()
                        .withOtherSaying("{\"url\":\"reference\",\"valueString\":\"Device/tablet\"}")
                        .withOtherSaying("{\"url\":\"reference\"}")
                        .withOtherSaying(period)
                        .withOtherSaying(tablet + "," + tablet)
                        .withExtension("{\"url\":\"https://extensions.fhir.zapehr.com/encounter-other-participants\","
                                + "\"valueString\":\"Device/tablet\"}")
                        .withExtension("{\"url\":\"https://extensions.fhir.zapehr.com/encounter-other-participant\","
                                + "\"extension\":[" + tablet + "]}"),
                release);

        assertThat(encounter.participants()).isEmpty();
    }

    @EveryRelease
    void an_other_participant_whose_period_is_not_clear_is_one_at_no_time(FhirRelease release) {
        String tablet = "{\"url\":\"reference\",\"valueReference\":{\"reference\":\"Device/tablet\"}}";
        String period = "{\"url\":\"period\",\"valuePeriod\":{\"start\":\"2026-03-01\"}}";
        TelemedEncounter encounter = read(
                anEncounter()
                        .withOtherSaying(tablet + "," + period + "," + period)
                        .withOtherSaying(tablet + ",{\"url\":\"period\",\"valueString\":\"2026\"}")
                        .withOtherSaying(tablet + ",{\"url\":\"period\",\"extension\":[" + period + "]}"),
                release);

        assertThat(encounter.participants())
                .hasSize(3)
                .allMatch(entry -> entry.period().isEmpty());
    }

    @EveryRelease
    void an_entry_whose_period_cannot_be_read_holds_for_nobody(FhirRelease release) {
        for (String date :
                List.of("2026-02-30", "2026-13", "abcd", "2026-03-01T25:00:00Z", "tomorrow", "2026-03-01T")) {
            TelemedEncounter encounter = read(
                    anEncounter()
                            .withParticipant("Practitioner/adam", "{\"end\":\"" + date + "\"}")
                            .withOther("Device/tablet", "{\"start\":\"" + date + "\"}"),
                    release);

            assertThat(encounter.participants())
                    .as(date)
                    .extracting(entry -> entry.period().isEmpty())
                    .containsExactly(true, true);
            assertThat(encounter.participants())
                    .extracting(entry -> entry.period().unreadable())
                    .containsExactly(
                            "Encounter.participant[0].period.end",
                            "Encounter.extension(encounter-other-participant)[0].period.start");
        }
    }

    @EveryRelease
    void a_period_without_bounds_never_holds(FhirRelease release) {
        for (String nothing : List.of("{\"id\":\"p\"}", "{" + ABSENT + "}")) {
            TelemedEncounter encounter = read(
                    anEncounter().withParticipant("Practitioner/adam", nothing).withOther("Device/tablet", nothing),
                    release);

            assertThat(encounter.participants())
                    .as(nothing)
                    .extracting(entry -> entry.period().unreadable())
                    .containsExactly(
                            "Encounter.participant[0].period",
                            "Encounter.extension(encounter-other-participant)[0].period");
        }
    }

    @EveryRelease
    void a_bound_that_says_only_why_it_is_absent_never_holds(FhirRelease release) {
        String knownEnd = "{\"_start\":{%s},\"end\":\"2199-01-01\"}".formatted(ABSENT);
        String knownStart = "{\"start\":\"2020-01-01\",\"_end\":{%s}}".formatted(ABSENT);
        TelemedEncounter encounter = read(
                anEncounter()
                        .withParticipant("Practitioner/adam", knownEnd)
                        .withParticipant("Practitioner/adam", knownStart),
                release);

        assertThat(encounter.participants())
                .extracting(entry -> entry.period().unreadable())
                .containsExactly("Encounter.participant[0].period.start", "Encounter.participant[1].period.end");
    }

    @EveryRelease
    void a_bound_that_was_only_touched_is_no_bound(FhirRelease release) {
        IBaseResource encounter = anEncounter()
                .withParticipant("Practitioner/adam", "{\"start\":\"2020-01-01T00:00:00Z\"}")
                .in(release);
        release.context().newTerser().addElement(encounter, "participant.period.end");

        assertThat(reader(release).read(encounter).participants())
                .extracting(Participant::period)
                .containsExactly(new Period(Instant.parse("2020-01-01T00:00:00Z"), null));
    }

    @EveryRelease
    void the_phase_follows_the_status(FhirRelease release) {
        assertThat(read(anEncounter().withStatus("planned"), release).phase()).isEqualTo(EncounterPhase.PLANNED);
        assertThat(read(anEncounter().inProgress(), release).phase()).isEqualTo(EncounterPhase.OPEN);
        assertThat(read(anEncounter().withStatus("cancelled"), release).phase()).isEqualTo(EncounterPhase.CLOSED);
    }

    @EveryRelease
    void an_odd_or_missing_status_is_unknown(FhirRelease release) {
        IBaseResource odd = anEncounter().withStatus("gone-fishing").in(release);

        assertThat(reader(release).read(odd).phase()).isEqualTo(EncounterPhase.UNKNOWN);
        assertThat(reader(release).status(odd)).contains("gone-fishing");
        assertThat(read(anEncounter(), release).phase()).isEqualTo(EncounterPhase.UNKNOWN);
        assertThat(reader(release).status(anEncounter().in(release))).isEmpty();
    }

    @EveryRelease
    void the_start_is_the_planned_one(FhirRelease release) {
        assertThat(read(anEncounter().starting("2026-03-01T10:00:00+01:00"), release)
                        .start())
                .isEqualTo(at("2026-03-01T09:00:00Z"));
        assertThat(read(anEncounter().starting("2026-03-01"), release).start()).isEqualTo(at("2026-02-28T23:00:00Z"));
    }

    @EveryRelease
    void a_start_that_cannot_be_read_is_not_a_missing_one(FhirRelease release) {
        String element = release.isR5() ? "Encounter.plannedStartDate" : "Encounter.period.start";

        assertThat(read(anEncounter(), release).start()).isEqualTo(VisitStart.NOT_SET);
        for (String odd : List.of("2026-02-30", "2026-03-01T24:00:00Z", "2026-03-01T10:00:61Z", " ")) {
            assertThat(read(anEncounter().starting(odd), release).start())
                    .as(odd)
                    .isEqualTo(new VisitStart.Unreadable(element));
        }
    }

    @EveryRelease
    void a_start_that_says_only_why_it_is_absent_cannot_be_read(FhirRelease release) {
        String period = release.isR5() ? "actualPeriod" : "period";

        assertThat(read(anEncounter().with(period, "{\"_start\":{%s}}".formatted(ABSENT)), release)
                        .start())
                .isEqualTo(new VisitStart.Unreadable("Encounter." + period + ".start"));
        assertThat(read(anEncounter().with(period, "{" + ABSENT + "}"), release).start())
                .isEqualTo(new VisitStart.Unreadable("Encounter." + period));
        assertThat(read(anEncounter().with(period, "{\"end\":\"2199-01-01\"}"), release)
                        .start())
                .isEqualTo(VisitStart.NOT_SET);
    }

    @Test
    void in_r5_the_first_start_that_is_present_decides_readable_or_not() {
        EncounterFixture visit = anEncounter().with("actualPeriod", "{\"start\":\"2020-01-01\"}");
        VisitStart unreadable = new VisitStart.Unreadable("Encounter.plannedStartDate");

        assertThat(read(visit.with("plannedStartDate", "\"soon\""), FhirRelease.R5)
                        .start())
                .isEqualTo(unreadable);
        assertThat(read(
                                anEncounter()
                                        .with("actualPeriod", "{\"start\":\"2020-01-01\"}")
                                        .with("_plannedStartDate", "{%s}".formatted(ABSENT)),
                                FhirRelease.R5)
                        .start())
                .isEqualTo(unreadable);
    }

    @EveryRelease
    void where_nothing_was_planned_the_actual_start_counts(FhirRelease release) {
        EncounterFixture begun =
                anEncounter().with(release.isR5() ? "actualPeriod" : "period", "{\"start\":\"2026-03-01T09:00:00Z\"}");

        assertThat(read(begun, release).start()).isEqualTo(at("2026-03-01T09:00:00Z"));
    }

    @EveryRelease
    void the_room_is_read_along(FhirRelease release) {
        assertThat(read(anEncounter().withRoom("RM1"), release).virtualService().flatMap(VirtualService::room))
                .contains(new RoomId("RM1"));
    }

    @EveryRelease
    void rooms_are_written_by_whatever_reads_them(FhirRelease release) {
        VirtualServiceMapper services = release.virtualServices();
        EncounterReader reader =
                new EncounterReader(release.context(), services, new LocalReferences(List.of()), ZoneId.of("UTC"));
        assertThat(reader.virtualServices()).isSameAs(services);
    }

    @EveryRelease
    void id_and_version_come_from_the_id_or_else_from_meta(FhirRelease release) {
        IBaseResource stored =
                anEncounter().withId("e1").with("meta", "{\"versionId\":\"3\"}").in(release);
        assertThat(reader(release).read(stored).id()).isEqualTo(new EncounterId("e1"));
        assertThat(reader(release).read(stored).version()).isEqualTo("3");

        stored.setId("Encounter/e1/_history/4");
        assertThat(reader(release).read(stored).version()).isEqualTo("4");

        stored.setId("Encounter/e1");
        assertThat(reader(release).read(stored).version()).isEqualTo("3");
    }

    @EveryRelease
    void an_encounter_that_is_not_stored_yet_has_neither_id_nor_version(FhirRelease release) {
        TelemedEncounter draft = read(anEncounter().inProgress(), release);

        assertThat(draft.version()).isEmpty();
        assertThatExceptionOfType(TelemedException.class).isThrownBy(draft::id);
    }

    @EveryRelease
    void what_was_read_does_not_change_with_the_encounter(FhirRelease release) {
        IBaseResource encounter = anEncounter().withRoom("RM1").in(release);
        TelemedEncounter read = reader(release).read(encounter);

        release.virtualServices().remove(encounter);

        assertThat(read.virtualService()).isPresent();
    }

    private static TelemedEncounter read(EncounterFixture encounter, FhirRelease release) {
        return reader(release).read(encounter.in(release));
    }

    private static EncounterReader reader(FhirRelease release) {
        return new EncounterReader(
                release.context(),
                release.virtualServices(),
                new LocalReferences(List.of("https://clinic.example/fhir")),
                ZoneId.of("Europe/Berlin"));
    }

    private static VisitStart at(String instant) {
        return new VisitStart.At(Instant.parse(instant));
    }

    private static Participant always(String type, String id) {
        return new Participant(new ResourceReference(type, id), Period.ALWAYS);
    }
}
