package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A planned Encounter that was made from an Appointment follows it. */
public interface VisitFollowsItsAppointment extends Appointments {

    @Test
    default void it_is_moved_and_its_token_with_it() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(0)));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        as("jane").asksForToken(visit.id()).expecting(200);
        Instant later = inHours(30);
        changes(appointment, aBookingOfJaneWithAdam().at(later));
        becomes(visit.id(), now -> assertThat(startOf(now)).isEqualTo(later));
        assertThat(endOf(stored(visit.id()))).isEqualTo(later.plus(Duration.ofMinutes(30)));
        assertThat(stored(visit.id()).room()).isEqualTo(visit.room());
        assertRefused(as("jane").asksForToken(visit.id()), 422, "business-rule", "too-early");
    }

    @ParameterizedTest
    @CsvSource({"cancelled, cancelled", "noshow, cancelled", "entered-in-error, entered-in-error"})
    default void it_is_called_off_and_its_room_completed(String ofAppointment, String ofEncounter) {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(0)));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)).withStatus(ofAppointment));
        becomes(
                visit.id(),
                now -> assertThat(now.json().path("status").asText()).isEqualTo(ofEncounter));
        await().untilAsserted(
                        () -> assertThat(twilio().isInProgress(visit.room())).isFalse());
        assertRefused(as("jane").asksForToken(visit.id()), 422, "business-rule", "encounter-closed");
        assertRefused(opensRoomOf(appointment), 422, "business-rule", "encounter-closed");
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)));
        StoredEncounter next = encounterIn(opensRoomOf(appointment));
        assertThat(next.id()).as("booked again").isNotEqualTo(visit.id());
        assertThat(encounterIn(opensRoomOf(appointment)).id()).isEqualTo(next.id());
    }

    @Test
    default void who_is_added_is_in_and_who_is_taken_off_is_out() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(0)).withActor("Device/home-tablet"));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        String tablet = as("tablet").asksForToken(visit.id()).expecting(200).parameter("token");
        twilio().joins(visit.room(), tablet).expecting(201);
        assertRefused(as("guardian").asksForToken(visit.id()), 403, "forbidden", "not-a-participant");
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)).withActor("RelatedPerson/john-doe", INTERPRETER));
        becomes(
                visit.id(),
                now -> assertThat(peopleIn(now))
                        .containsExactlyInAnyOrder(
                                "Patient/jane-doe", "Practitioner/adam-careful", "RelatedPerson/john-doe"));
        as("guardian").asksForToken(visit.id()).expecting(200);
        assertRefused(as("tablet").asksForToken(visit.id()), 403, "forbidden", "not-a-participant");
        await().untilAsserted(() -> assertThat(twilio().connected(visit.room())).isEmpty());
    }

    @Test
    default void who_declines_afterwards_is_out() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(0)).withActor("RelatedPerson/john-doe"));
        String visit = encounterIn(opensRoomOf(appointment)).id();
        as("guardian").asksForToken(visit).expecting(200);
        changes(
                appointment,
                aBookingOfJaneWithAdam().at(inHours(0)).withActor("RelatedPerson/john-doe", "\"status\":\"declined\""));
        becomes(visit, now -> assertThat(peopleIn(now)).doesNotContain("RelatedPerson/john-doe"));
        assertRefused(as("guardian").asksForToken(visit), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void what_people_changed_on_the_encounter_survives() {
        String appointment = isBooked(
                aBookingOfJaneWithAdam().withActor("Device/home-tablet").withActor("Practitioner/eve-outsider"));
        String visit = encounterIn(opensRoomOf(appointment)).id();
        edits(visit, json -> {
            json.put("language", "de");
            ArrayNode people = (ArrayNode) json.path("participant");
            people.removeIf(person -> person.toString().contains("eve-outsider"));
            people.add(person("RelatedPerson/john-doe"));
        });
        Instant later = inHours(40);
        changes(appointment, aBookingOfJaneWithAdam().at(later).withActor("Practitioner/eve-outsider"));
        becomes(visit, now -> assertThat(startOf(now)).isEqualTo(later));
        StoredEncounter after = stored(visit);
        assertThat(after.json().path("language").asText()).isEqualTo("de");
        assertThat(peopleIn(after))
                .as("a guest stays, who was taken off does not come back")
                .containsExactlyInAnyOrder("Patient/jane-doe", "Practitioner/adam-careful", "RelatedPerson/john-doe");
    }

    @Test
    default void it_follows_also_when_an_app_drops_what_it_does_not_know() {
        String appointment = isBooked(aBookingOfJaneWithAdam().withActor("Device/home-tablet"));
        String visit = encounterIn(opensRoomOf(appointment)).id();
        edits(visit, json -> ((ObjectNode) json.at("/appointment/0")).remove("extension"));
        changes(appointment, aBookingOfJaneWithAdam());
        becomes(visit, now -> assertThat(peopleIn(now)).doesNotContain("Device/home-tablet"));
    }

    @Test
    default void a_call_that_goes_on_is_left_alone() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(0)));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        String token = as("jane").asksForToken(visit.id()).expecting(200).parameter("token");
        twilio().joins(visit.room(), token).expecting(201);
        edits(visit.id(), json -> json.put("status", "in-progress"));
        String version = stored(visit.id()).version();
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(9)).withStatus("cancelled"));
        aFollowedChangeElsewhere();
        assertThat(stored(visit.id()).version()).isEqualTo(version);
        assertThat(twilio().connected(visit.room())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrived", "checked-in", "pending", "fulfilled"})
    default void who_has_come_does_not_start_the_visit(String status) {
        Instant start = inHours(1);
        String appointment = isBooked(aBookingOfJaneWithAdam().at(start));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        changes(
                appointment,
                aBookingOfJaneWithAdam().at(start).withStatus(status).with("description", "\"x\""));
        aFollowedChangeElsewhere();
        assertThat(stored(visit.id()).version()).isEqualTo(visit.version());
    }

    @Test
    default void changes_of_both_at_once_lose_neither() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        String visit = encounterIn(opensRoomOf(appointment)).id();
        Instant last = inHours(60);
        for (int i = 1; i <= 10; i++) {
            int number = i;
            changes(appointment, aBookingOfJaneWithAdam().at(i == 10 ? last : inHours(20 + i)));
            edits(visit, json -> json.putObject("length").put("value", number));
        }
        becomes(visit, now -> assertThat(startOf(now)).isEqualTo(last));
        assertThat(stored(visit).json().at("/length/value").asInt()).isEqualTo(10);
    }

    /** A client without If-Match takes the server's change back without knowing; one that sends a new start means it. */
    @Test
    default void what_a_client_read_before_the_change_does_not_undo_it() {
        Instant moved = inHours(30);
        String appointment = isBooked(aBookingOfJaneWithAdam());
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        ObjectNode read = (ObjectNode) stored(visit.id()).json();
        changes(appointment, aBookingOfJaneWithAdam().at(moved));
        becomes(visit.id(), now -> assertThat(startOf(now)).isEqualTo(moved));
        read.putObject("length").put("value", 20);
        as("adam").put("Encounter/" + visit.id(), read.toString()).expecting(200);
        becomes(visit.id(), now -> assertThat(startOf(now)).isEqualTo(moved));
        assertThat(stored(visit.id()).json().at("/length/value").asInt()).isEqualTo(20);
    }
}
