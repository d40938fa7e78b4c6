package org.telemed.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.TelemedException;
import org.telemed.core.participant.LocalReferences;
import org.telemed.core.participant.Participant;
import org.telemed.core.participant.Period;
import org.telemed.core.participant.Profile;
import org.telemed.core.room.VirtualService;
import org.telemed.core.video.RoomId;

class EncounterReaderTest {
    private static final Participant ADAM = always("Practitioner", "adam");
    private static final Participant JANE = always("Patient", "jane");
    private static final Participant TABLET = always("Device", "tablet");

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
                        new Participant(ADAM.profile(), halfAnHour), new Participant(TABLET.profile(), halfAnHour));
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
                        .withOtherSaying(tablet + "," + period + "," + period)
                        .withOtherSaying(tablet + ",{\"url\":\"period\",\"valueString\":\"2026\"}")
                        .withOtherSaying(tablet + ",{\"url\":\"period\",\"extension\":[" + period + "]}")
                        .withExtension("{\"url\":\"https://extensions.fhir.zapehr.com/encounter-other-participants\","
                                + "\"valueString\":\"Device/tablet\"}")
                        .withExtension("{\"url\":\"https://extensions.fhir.zapehr.com/encounter-other-participant\","
                                + "\"extension\":[" + tablet + "]}"),
                release);

        assertThat(encounter.participants()).isEmpty();
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

            assertThat(encounter.participants()).as(date).isEmpty();
        }
    }

    @EveryRelease
    void a_period_without_bounds_is_always(FhirRelease release) {
        TelemedEncounter encounter = read(
                anEncounter()
                        .withParticipant("Practitioner/adam", "{\"id\":\"p\"}")
                        .withOther("Device/tablet", "{\"id\":\"p\"}"),
                release);

        assertThat(encounter.participants()).containsExactly(ADAM, TABLET);
    }

    @EveryRelease
    void a_bound_that_was_only_touched_is_no_bound(FhirRelease release) {
        IBaseResource encounter = anEncounter()
                .withParticipant("Practitioner/adam", "{\"id\":\"p\"}")
                .in(release);
        release.context().newTerser().addElement(encounter, "participant.period.end");

        assertThat(reader(release).read(encounter).participants()).containsExactly(ADAM);
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
                .contains(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(read(anEncounter().starting("2026-03-01"), release).start())
                .contains(Instant.parse("2026-02-28T23:00:00Z"));
    }

    @EveryRelease
    void without_a_readable_start_there_is_none(FhirRelease release) {
        assertThat(read(anEncounter(), release).start()).isEmpty();
        assertThat(read(anEncounter().starting("2026-02-30"), release).start()).isEmpty();
    }

    @EveryRelease
    void where_nothing_was_planned_the_actual_start_counts(FhirRelease release) {
        EncounterFixture begun =
                anEncounter().with(release.isR5() ? "actualPeriod" : "period", "{\"start\":\"2026-03-01T09:00:00Z\"}");

        assertThat(read(begun, release).start()).contains(Instant.parse("2026-03-01T09:00:00Z"));
    }

    @EveryRelease
    void the_room_is_read_along(FhirRelease release) {
        assertThat(read(anEncounter().withRoom("RM1"), release).virtualService().flatMap(VirtualService::room))
                .contains(new RoomId("RM1"));
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

        new VirtualServices(release.context()).remove(encounter);

        assertThat(read.virtualService()).isPresent();
    }

    private static TelemedEncounter read(EncounterFixture encounter, FhirRelease release) {
        return reader(release).read(encounter.in(release));
    }

    private static EncounterReader reader(FhirRelease release) {
        return new EncounterReader(
                release.context(),
                new LocalReferences(List.of("https://clinic.example/fhir")),
                ZoneId.of("Europe/Berlin"));
    }

    private static Participant always(String type, String id) {
        return new Participant(new Profile(type, id), Period.ALWAYS);
    }
}
