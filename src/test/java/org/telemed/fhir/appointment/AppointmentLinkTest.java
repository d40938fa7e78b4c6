package org.telemed.fhir.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.VisitChange;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.AppointmentFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** By which version of which Appointment an Encounter says it was written. */
class AppointmentLinkTest {
    private static final AppointmentId BOOKING = new AppointmentId("booking", "");
    private static final LocalReferences OURS = new LocalReferences(Set.of("https://clinic.example/fhir"));
    private static final String VERSION_URL =
            "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-appointment-version";
    private static final String THEIRS = "{\"url\":\"https://example.org/else\",\"valueString\":\"kept\"}";

    @EveryRelease
    void the_link_is_there_however_it_names_the_appointment_on_this_server(FhirRelease release) {
        for (String reference : List.of(
                "Appointment/booking",
                "Appointment/booking/_history/2",
                "https://clinic.example/fhir/Appointment/booking")) {
            assertThat(isThere(release, link("Appointment/first"), link(reference)))
                    .as(reference)
                    .isTrue();
        }
        assertThat(isThere(release)).isFalse();
        assertThat(isThere(
                        release,
                        link("Appointment/other"),
                        link("AppointmentResponse/booking"),
                        link("https://elsewhere.example/fhir/Appointment/booking"),
                        "{\"identifier\":{\"value\":\"Appointment/booking\"}}"))
                .isFalse();
    }

    @EveryRelease
    void the_version_is_that_of_the_appointments_own_link(FhirRelease release) {
        assertThat(version(release, link("Appointment/other", "7"), link("Appointment/booking", "2")))
                .isEqualTo("2");
        assertThat(version(release, link("Appointment/other", "7"), link("Appointment/booking")))
                .isEqualTo("none");
    }

    @EveryRelease
    void an_extension_without_a_value_or_of_another_kind_is_no_version(FhirRelease release) {
        String empty = "{\"id\":\"x\",\"url\":\"" + VERSION_URL + "\"}";
        assertThat(version(release, linkSaying("Appointment/booking", THEIRS + "," + empty)))
                .isEqualTo("none");
        assertThat(version(
                        release, linkSaying("Appointment/booking", THEIRS + "," + empty + "," + versionExtension("3"))))
                .isEqualTo("3");
    }

    @EveryRelease
    void a_client_that_sends_an_earlier_version_sets_the_visit_back(FhirRelease release) {
        assertThat(setBack(release, "2", "1")).containsExactly(BOOKING);
        assertThat(setBack(release, "10", "9")).containsExactly(BOOKING);
        assertThat(setBack(release, "2", "2")).isEmpty();
        assertThat(setBack(release, "9", "10")).isEmpty();
    }

    @EveryRelease
    void a_version_that_is_no_number_counts_as_the_latest(FhirRelease release) {
        assertThat(setBack(release, "a", "9")).containsExactly(BOOKING);
        assertThat(setBack(release, "2", "a")).isEmpty();
        assertThat(setBack(release, "b", "a")).isEmpty();
    }

    @EveryRelease
    void where_either_says_no_version_nothing_is_set_back(FhirRelease release) {
        IBaseResource versioned = linked(release, link("Appointment/booking", "2"));
        IBaseResource unversioned = linked(release, link("Appointment/booking"));
        assertThat(links(release).setBack(versioned, unversioned)).isEmpty();
        assertThat(links(release).setBack(unversioned, versioned)).isEmpty();
    }

    @EveryRelease
    void of_several_appointments_those_set_back_are_named_once_each(FhirRelease release) {
        IBaseResource stored = linked(
                release,
                link("Appointment/booking", "5"),
                link("Appointment/booking/_history/5", "5"),
                link("Appointment/same", "5"),
                link("Appointment/second", "5"),
                link("https://elsewhere.example/fhir/Appointment/strange", "5"),
                "{\"display\":\"by phone\"}");
        IBaseResource changed = linked(
                release,
                link("Appointment/booking", "4"),
                link("Appointment/same", "5"),
                link("Appointment/second", "3"));
        assertThat(links(release).setBack(stored, changed)).containsExactly(BOOKING, new AppointmentId("second", ""));
    }

    @EveryRelease
    void the_new_version_replaces_all_old_ones_and_leaves_the_rest_of_the_link(FhirRelease release) {
        IBaseResource encounter = linked(
                release,
                link("Appointment/other", "7"),
                linkSaying("Appointment/booking", versionExtension("1") + "," + THEIRS + "," + versionExtension("2")));
        follow(release, encounter, "3");
        assertSame(
                release,
                encounter,
                link("Appointment/other", "7"),
                linkSaying("Appointment/booking", THEIRS + "," + versionExtension("3")));
    }

    @EveryRelease
    void of_two_links_to_the_appointment_the_first_gets_the_version(FhirRelease release) {
        IBaseResource encounter = linked(release, link("Appointment/booking"), link("Appointment/booking", "1"));
        follow(release, encounter, "2");
        assertSame(release, encounter, link("Appointment/booking", "2"), link("Appointment/booking", "1"));
    }

    @EveryRelease
    void every_link_to_a_deleted_appointment_becomes_logical_and_no_other(FhirRelease release) {
        String old = "\"identifier\":{\"use\":\"old\",\"system\":\"urn:x\",\"value\":\"x\"}";
        IBaseResource encounter = linked(
                release,
                link("Appointment/other", "7"),
                "{\"extension\":[%s,%s],\"reference\":\"Appointment/booking\",%s,\"display\":\"Follow-up\"}"
                        .formatted(versionExtension("1"), THEIRS, old),
                link("https://clinic.example/fhir/Appointment/booking", "1"));
        new PlannedEncounterWriter(release.context(), OURS).callOff(BOOKING, encounter);
        String logical =
                "\"identifier\":{\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference\","
                        + "\"value\":\"Appointment/booking\"}";
        assertThat(release.encode(encounter))
                .isEqualTo(release.encode(anEncounter()
                        .withStatus("cancelled")
                        .with(
                                "appointment",
                                "[%s,{\"extension\":[%s],%s,\"display\":\"Follow-up\"},{%s}]"
                                        .formatted(link("Appointment/other", "7"), THEIRS, logical, logical))
                        .in(release)));
    }

    private static boolean isThere(FhirRelease release, String... links) {
        return links(release).isThere(linked(release, links), BOOKING);
    }

    private static String version(FhirRelease release, String... links) {
        return links(release).version(linked(release, links), BOOKING).orElse("none");
    }

    private static List<AppointmentId> setBack(FhirRelease release, String stored, String changed) {
        return links(release)
                .setBack(
                        linked(release, link("Appointment/booking", stored)),
                        linked(release, link("Appointment/booking", changed)))
                .toList();
    }

    private static void follow(FhirRelease release, IBaseResource encounter, String version) {
        IBaseResource appointment = release.parse(AppointmentFixture.aBooking().json());
        new PlannedEncounterWriter(release.context(), OURS)
                .apply(VisitChange.NONE, appointment, BOOKING, version, encounter);
    }

    private static void assertSame(FhirRelease release, IBaseResource actual, String... links) {
        assertThat(release.encode(actual)).isEqualTo(release.encode(linked(release, links)));
    }

    private static AppointmentLink links(FhirRelease release) {
        return new AppointmentLink(release.context(), OURS);
    }

    private static IBaseResource linked(FhirRelease release, String... links) {
        return links.length == 0
                ? anEncounter().in(release)
                : anEncounter()
                        .with("appointment", "[" + String.join(",", links) + "]")
                        .in(release);
    }

    private static String link(String reference) {
        return "{\"reference\":\"%s\"}".formatted(reference);
    }

    private static String link(String reference, String version) {
        return linkSaying(reference, versionExtension(version));
    }

    private static String linkSaying(String reference, String extensions) {
        return "{\"extension\":[%s],\"reference\":\"%s\"}".formatted(extensions, reference);
    }

    private static String versionExtension(String version) {
        return "{\"url\":\"%s\",\"valueString\":\"%s\"}".formatted(VERSION_URL, version);
    }
}
