package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.AppointmentFixture.aBooking;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $create-telemed-room} on an Appointment. */
public interface VisitFromAnAppointment extends Appointments {

    @Test
    default void the_visit_of_a_booking_is_planned_virtual_and_has_a_room() {
        Instant start = inHours(2);
        String appointment = isBooked(aBookingOfJaneWithAdam().at(start));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        JsonNode json = visit.json();
        assertThat(json.path("status").asText()).isEqualTo("planned");
        assertThat(json.at(host().release().isR5() ? "/class/0/coding/0/code" : "/class/code")
                        .asText())
                .isEqualTo("VR");
        assertThat(json.at("/subject/reference").asText()).isEqualTo("Patient/jane-doe");
        assertThat(json.at("/appointment/0/reference").asText()).isEqualTo("Appointment/" + appointment);
        assertThat(startOf(visit)).isEqualTo(start);
        assertThat(endOf(visit)).isEqualTo(start.plus(Duration.ofMinutes(30)));
        assertThat(peopleIn(visit)).containsExactlyInAnyOrder("Patient/jane-doe", "Practitioner/adam-careful");
        assertThat(visit.room()).startsWith("RM");
        assertThat(json).isEqualTo(stored(visit.id()).json());
    }

    @Test
    default void from_booking_to_end() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(3)));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        assertRefused(as("jane").asksForToken(visit.id()), 422, "business-rule", "too-early");
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)));
        await().untilAsserted(() -> as("jane").asksForToken(visit.id()).expecting(200));
        String token = as("adam").asksForToken(visit.id()).expecting(200).parameter("token");
        twilio().joins(visit.room(), token).expecting(201);
        edits(visit.id(), json -> json.put("status", "in-progress"));
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)).withStatus("fulfilled"));
        edits(visit.id(), json -> json.put("status", host().release().isR5() ? "completed" : "finished"));
        await().untilAsserted(
                        () -> assertThat(twilio().isInProgress(visit.room())).isFalse());
        assertRefused(opensRoomOf(appointment), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void asked_again_it_is_the_same_encounter_and_room() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        StoredEncounter first = encounterIn(opensRoomOf(appointment));
        StoredEncounter again = encounterIn(opensRoomOf(appointment));
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    default void twenty_at_once_get_one_encounter_with_one_room() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        List<Answer> answers = atOnce(20, () -> roomOf("adam", appointment));
        Set<String> encounters = answers.stream()
                .map(answer -> encounterIn(answer).id() + encounterIn(answer).room())
                .collect(Collectors.toSet());
        assertThat(encounters).hasSize(1);
        assertThat(encountersOf(appointment)).hasSize(1);
    }

    @Test
    default void the_number_of_seats_can_be_said() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        StoredEncounter visit = encounterIn(as("adam").post(path(appointment), parameters(maxParticipants("3"))));
        assertThat(twilio().room(visit.room()).path("max_participants").asInt()).isEqualTo(3);
    }

    @Test
    default void an_encounter_that_somebody_else_made_is_the_one() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        String theirs = aStored(aVisitOf(appointment));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        assertThat(visit.id()).isEqualTo(theirs);
        assertThat(visit.room()).startsWith("RM");
        changes(appointment, aBookingOfJaneWithAdam().withStatus("cancelled"));
        assertThat(stored(theirs).json().path("status").asText())
                .as("whoever made it looks after it")
                .isEqualTo("in-progress");
    }

    @Test
    default void of_several_somebody_has_to_choose() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        String first = aStored(aVisitOf(appointment));
        aStored(aVisitOf(appointment));
        Answer refused = opensRoomOf(appointment);
        assertRefused(refused, 409, "conflict", "several-encounters");
        assertThat(refused.body()).contains("Encounter/[id]/$create-telemed-room");
        as("adam")
                .replaces(first, aVisitOf(appointment).withId(first).withStatus("cancelled"))
                .expecting(200);
        opensRoomOf(appointment).expecting(200);
    }

    // who is in it

    @Test
    default void interpreter_and_device_come_with_what_the_entry_says() {
        String appointment = isBooked(aBookingOfJaneWithAdam()
                .withActor("RelatedPerson/john-doe", INTERPRETER)
                .withActor("Device/home-tablet"));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        assertThat(peopleIn(visit)).contains("RelatedPerson/john-doe", "Device/home-tablet");
        assertThat(visit.json().path("participant").toString()).contains("translator");
    }

    @Test
    default void a_part_of_the_time_stays_a_part() {
        String over = "\"status\":\"accepted\",\"period\":{\"start\":\"2020-01-01\",\"end\":\"2020-01-02\"}";
        String appointment = isBooked(aBookingOfJaneWithAdam()
                .at(inHours(0))
                .withActor("Device/home-tablet", over)
                .withActor("RelatedPerson/john-doe", over));
        String visit = encounterIn(opensRoomOf(appointment)).id();
        assertRefused(as("tablet").asksForToken(visit), 403, "forbidden", "not-a-participant");
        assertRefused(as("guardian").asksForToken(visit), 403, "forbidden", "not-a-participant");
        as("jane").asksForToken(visit).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"declined\"",
                "\"_status\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
                        + "\"valueCode\":\"unknown\"}]}"
            })
    default void who_declined_is_not_in_it(String status) {
        String appointment = isBooked(aBookingOfJaneWithAdam().withActor("RelatedPerson/john-doe", status));
        assertThat(peopleIn(encounterIn(opensRoomOf(appointment)))).doesNotContain("RelatedPerson/john-doe");
    }

    @Test
    default void all_patients_are_in_it_and_the_first_is_its_subject() {
        as("clinic").put("Patient/lea-abroad", "{\"resourceType\":\"Patient\",\"id\":\"lea-abroad\"}");
        String appointment = isBooked(aBookingOfJaneWithAdam().withActor("Patient/lea-abroad"));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        assertThat(visit.json().at("/subject/reference").asText()).isEqualTo("Patient/jane-doe");
        assertThat(peopleIn(visit)).contains("Patient/lea-abroad");
    }

    // what is refused

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "noshow", "entered-in-error", "fulfilled", "proposed", "waitlist"})
    default void what_is_not_booked_gets_no_room(String status) {
        String appointment = isBooked(aBookingOfJaneWithAdam().withStatus(status));
        assertRefused(changingNothing(() -> opensRoomOf(appointment)), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void it_needs_a_patient_who_takes_part() {
        List.of(
                        aBooking().withActor("Practitioner/adam-careful"),
                        aBooking()
                                .withActor("Practitioner/adam-careful")
                                .withActor("Patient/jane-doe", "\"status\":\"declined\""))
                .forEach(booking -> {
                    String appointment = isBooked(booking);
                    Answer refused = changingNothing(() -> opensRoomOf(appointment));
                    assertRefused(refused, 422, "invalid", "invalid-resource");
                    assertThat(refused.body()).contains("Patient");
                });
    }

    @Test
    default void it_needs_times_that_can_be_read() {
        String absent = "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
                + "\"valueCode\":\"unknown\"}]}";
        List.of(
                        aBookingOfJaneWithAdam().without("start").without("end"),
                        aBookingOfJaneWithAdam().without("start").with("_start", absent),
                        aBookingOfJaneWithAdam().without("end").with("_end", absent),
                        aBookingOfJaneWithAdam().with("end", "\"2020-01-01T10:00:00Z\""))
                .forEach(booking -> {
                    String appointment = isBooked(booking);
                    Answer refused = changingNothing(() -> opensRoomOf(appointment));
                    assertRefused(refused, 422, "invalid", "invalid-resource");
                    assertThat(refused.body()).contains("Appointment.");
                });
    }

    @Test
    default void it_needs_an_appointment() {
        assertRefused(opensRoomOf("never-seen"), 404, "not-found", "not-found");
        String appointment = isBooked(aBookingOfJaneWithAdam());
        as("adam").deletes("Appointment/" + appointment).expecting(200);
        assertRefused(opensRoomOf(appointment), 410, "deleted", "deleted");
        assertThat(as("adam").post("Appointment/$create-telemed-room", "").status())
                .isBetween(400, 404);
        String other = isBooked(aBookingOfJaneWithAdam());
        assertThat(as("adam")
                        .post("Appointment/" + other + "/_history/1/$create-telemed-room", "")
                        .status())
                .isBetween(400, 404);
        assertThat(encountersOf(other)).isEmpty();
    }

    @Test
    default void what_it_cannot_honour_it_refuses() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        for (String[] header : new String[][] {
            {"If-Match", "W/\"1\""}, {"If-Match", "nonsense"}, {"Idempotency-Key", "k"}, {"If-None-Exist", "a=b"}
        }) {
            Answer refused = changingNothing(
                    () -> as("adam").send(roomOf("adam", appointment).header(header[0], header[1])));
            assertRefused(refused, 400, "invalid", "bad-request");
        }
        for (String body : List.of(
                aVisitOf(appointment).json(host().release()),
                parameters(maxParticipants("51")),
                parameters("{\"name\":\"encounter\",\"resource\":"
                        + aVisitOf(appointment).json(host().release()) + "}"))) {
            assertRefused(
                    changingNothing(() -> as("adam").post(path(appointment), body)), 400, "invalid", "bad-request");
        }
        assertRefused(
                changingNothing(() -> as("adam").post(path(appointment) + "?seats=3", "")),
                400,
                "invalid",
                "bad-request");
    }

    @Test
    default void nobody_gets_a_visit_without_an_access_token() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        with("").post(path(appointment), "").expecting(401);
        assertThat(encountersOf(appointment)).isEmpty();
    }

    @Test
    default void not_inside_a_bundle() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        Answer answer =
                as("adam").post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
                 "request":{"method":"POST","url":"%s"}}]}""".formatted(aVisitOf(appointment).json(host().release()), path(appointment)));
        assertRefused(answer, 422, "not-supported", "not-in-bundle");
        assertThat(encountersOf(appointment)).isEmpty();
    }
}
