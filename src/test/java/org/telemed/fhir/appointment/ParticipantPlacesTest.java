package org.telemed.fhir.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.AppointmentFixture.aBooking;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.VisitChange;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.AppointmentFixture;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** Where an Encounter lists who takes part in its Appointment, and which entry goes with them. */
class ParticipantPlacesTest {
    private static final Instant NINE = Instant.parse("2030-01-01T09:00:00Z");
    private static final LocalReferences OURS = new LocalReferences(Set.of());
    private static final String ACCEPTED = "\"status\":\"accepted\"";
    private static final String MORNING = "{\"start\":\"2030-01-01T09:00:00Z\",\"end\":\"2030-01-01T09:10:00Z\"}";
    private static final String LATER = "{\"start\":\"2030-01-01T09:20:00Z\",\"end\":\"2030-01-01T09:30:00Z\"}";
    private static final String LONGER = "{\"start\":\"2030-01-01T09:00:00Z\",\"end\":\"2030-01-01T09:30:00Z\"}";
    private static final String THEIRS = "{\"url\":\"https://example.org/else\",\"valueString\":\"kept\"}";

    @EveryRelease
    void a_person_comes_with_the_name_that_the_appointment_gives_them(FhirRelease release) {
        String adam = "{\"reference\":\"Practitioner/adam\",\"display\":\"Dr Adam\"}";
        IBaseResource encounter = anEncounter().in(release);
        apply(release, aBooking(NINE), aBooking(NINE).withActorSaying(adam, ACCEPTED), encounter);
        assertThat(release.encode(encounter))
                .contains("\"%s\":%s".formatted(release.isR5() ? "actor" : "individual", adam));
    }

    @EveryRelease
    void a_device_comes_with_its_name_and_without_its_identifier(FhirRelease release) {
        String tablet =
                "{\"reference\":\"Device/tablet\",\"identifier\":{\"value\":\"SN-1\"},\"display\":\"Tablet 1\"}";
        IBaseResource encounter = anEncounter().in(release);
        apply(release, aBooking(NINE), aBooking(NINE).withActorSaying(tablet, ACCEPTED), encounter);
        assertThat(release.encode(encounter))
                .contains("{\"reference\":\"Device/tablet\",\"display\":\"Tablet 1\"}")
                .doesNotContain("SN-1");
    }

    @EveryRelease
    void who_is_added_joins_those_who_are_there(FhirRelease release) {
        IBaseResource encounter =
                device(anEncounter(), "Device/tablet", "{}", release).in(release);
        apply(release, aBooking(NINE), aBooking(NINE).withActor("Device/phone"), encounter);
        assertSame(
                release,
                encounter,
                device(device(anEncounter(), "Device/tablet", "{}", release), "Device/phone", "{}", release));
    }

    @EveryRelease
    void only_who_takes_part_no_longer_is_gone(FhirRelease release) {
        AppointmentFixture both = aBooking(NINE).withActor("Device/phone").withActor("Device/tablet");
        IBaseResource encounter = anEncounter().withExtension(THEIRS).in(release);
        apply(release, aBooking(NINE), both, encounter);
        apply(release, both, aBooking(NINE).withActor("Device/phone"), encounter);
        assertSame(release, encounter, device(anEncounter().withExtension(THEIRS), "Device/phone", "{}", release));
        apply(release, aBooking(NINE).withActor("Device/phone"), aBooking(NINE), encounter);
        assertSame(release, encounter, anEncounter().withExtension(THEIRS));
    }

    @EveryRelease
    void of_two_entries_of_a_device_the_one_for_that_time_goes(FhirRelease release) {
        for (String other : List.of(LATER, LONGER, "{}")) {
            EncounterFixture two =
                    device(device(anEncounter(), "Device/tablet", other, release), "Device/tablet", MORNING, release);
            IBaseResource encounter = two.in(release);
            apply(release, with("Device/tablet", "\"period\":" + MORNING), aBooking(NINE), encounter);
            assertSame(release, encounter, device(anEncounter(), "Device/tablet", other, release));
        }
    }

    @EveryRelease
    void of_two_entries_of_a_person_the_one_for_that_time_goes(FhirRelease release) {
        for (String other : List.of(LATER, LONGER, "{}")) {
            IBaseResource encounter = anEncounter()
                    .withParticipant("Practitioner/adam", other)
                    .withParticipant("Practitioner/adam", MORNING)
                    .in(release);
            apply(release, with("Practitioner/adam", "\"period\":" + MORNING), aBooking(NINE), encounter);
            assertSame(release, encounter, anEncounter().withParticipant("Practitioner/adam", other));
        }
    }

    @EveryRelease
    void of_two_entries_of_a_person_the_one_in_that_function_goes(FhirRelease release) {
        String nurse = "\"type\":[{\"coding\":[{\"system\":\"urn:x\",\"code\":\"nurse\"}]}]";
        for (String other : List.of(
                nurse.replace("nurse", "doctor"),
                nurse.replace("urn:x", "urn:y"),
                "\"type\":[{\"text\":\"nurse\"}]",
                "\"type\":[{\"coding\":[{\"system\":\"urn:x\",\"code\":\"nurse\"}],\"text\":\"head nurse\"}]",
                "\"id\":\"without-type\"")) {
            AppointmentFixture theirs = with("Practitioner/adam", other);
            AppointmentFixture ours = with("Practitioner/adam", nurse);
            IBaseResource encounter = release.parse(listing(release, other, nurse));
            apply(release, ours, aBooking(NINE), encounter);
            assertThat(release.encode(encounter))
                    .as(other)
                    .isEqualTo(release.encode(release.parse(listing(release, other))));
            apply(release, theirs, aBooking(NINE), encounter);
            assertSame(release, encounter, anEncounter());
        }
    }

    /** An Encounter that lists Adam as often as that, each time with these properties. */
    private static String listing(FhirRelease release, String... properties) {
        StringBuilder entries = new StringBuilder();
        for (String each : properties) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"%s\":{\"reference\":\"Practitioner/adam\"},%s}"
                            .formatted(release.isR5() ? "actor" : "individual", each));
        }
        return "{\"resourceType\":\"Encounter\",\"participant\":[" + entries + "]}";
    }

    private static AppointmentFixture with(String actor, String properties) {
        return aBooking(NINE).withActor(actor, ACCEPTED + "," + properties);
    }

    /** A device is a participant in R5, and one of the other participants before. */
    private static EncounterFixture device(
            EncounterFixture encounter, String reference, String period, FhirRelease release) {
        return release.isR5()
                ? encounter.withParticipant(reference, period)
                : period.equals("{}") ? encounter.withOther(reference) : encounter.withOther(reference, period);
    }

    private static void apply(
            FhirRelease release, AppointmentFixture before, AppointmentFixture after, IBaseResource encounter) {
        AppointmentReader reader = new AppointmentReader(release.context(), OURS, ZoneOffset.UTC);
        IBaseResource now = release.parse(after.json());
        VisitChange change = VisitChange.between(reader.read(release.parse(before.json())), reader.read(now));
        new PlannedEncounterWriter(release.context(), OURS)
                .apply(change, now, new AppointmentId("booking", ""), "2", encounter);
    }

    private static void assertSame(FhirRelease release, IBaseResource actual, EncounterFixture expected) {
        assertThat(release.encode(actual)).isEqualTo(release.encode(expected.in(release)));
    }
}
