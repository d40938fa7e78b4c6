package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.AppointmentFixture.aBooking;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.telemed.fhir.AppointmentFixture;
import org.telemed.fhir.EncounterFixture;

/** Appointments, and the Encounters that are made from them. */
public interface Appointments extends Acceptance {
    String INTERPRETER = "\"status\":\"accepted\",\"type\":[{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/participant-type\",\"code\":\"translator\"}]}]";

    /** Booked, in an hour. */
    default AppointmentFixture aBookingOfJaneWithAdam() {
        return aBooking().withActor("Patient/jane-doe").withActor("Practitioner/adam-careful");
    }

    /** Stored; its id. */
    default String isBooked(AppointmentFixture appointment) {
        return as("adam")
                .post("Appointment", appointment.json())
                .expecting(201)
                .json()
                .path("id")
                .asText();
    }

    default void changes(String id, AppointmentFixture appointment) {
        as("adam").put("Appointment/" + id, appointment.withId(id).json()).expecting(200);
    }

    default String path(String appointment) {
        return "Appointment/" + appointment + "/$create-telemed-room";
    }

    default HttpRequest.Builder roomOf(String client, String appointment) {
        return as(client).request(path(appointment)).POST(BodyPublishers.noBody());
    }

    default Answer opensRoomOf(String appointment) {
        return as("adam").send(roomOf("adam", appointment));
    }

    /** Somebody else's Encounter of that Appointment, in progress. */
    default EncounterFixture aVisitOf(String appointment) {
        return aVisit().inProgress()
                .withSubject("Patient/jane-doe")
                .withParticipant("Practitioner/adam-careful")
                .with("appointment", "[{\"reference\":\"Appointment/" + appointment + "\"}]");
    }

    default List<String> encountersOf(String appointment) {
        Caller adam = as("adam");
        JsonNode found = adam.send(adam.request("Encounter?appointment=Appointment/" + appointment)
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json();
        return found.path("entry").findValuesAsText("fullUrl");
    }

    /** Reads, changes and writes the Encounter, again if the server writes it at the same time. */
    default void edits(String id, Consumer<ObjectNode> change) {
        await().until(() -> {
            ObjectNode json = (ObjectNode) stored(id).json();
            change.accept(json);
            return as("adam").put("Encounter/" + id, json.toString()).status() == 200;
        });
    }

    default void becomes(String visit, Consumer<StoredEncounter> assertion) {
        await().untilAsserted(() -> assertion.accept(stored(visit)));
    }

    /** By then, what was triggered before has run. */
    default void aFollowedChangeElsewhere() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        String visit = encounterIn(opensRoomOf(appointment)).id();
        changes(appointment, aBookingOfJaneWithAdam().withStatus("cancelled"));
        becomes(visit, now -> assertThat(now.json().path("status").asText()).isEqualTo("cancelled"));
    }

    default Instant inHours(int hours) {
        return Instant.now().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS);
    }

    default Instant startOf(StoredEncounter visit) {
        return Instant.parse(visit.json()
                .at(host().release().isR5() ? "/plannedStartDate" : "/period/start")
                .asText());
    }

    default Instant endOf(StoredEncounter visit) {
        return Instant.parse(visit.json()
                .at(host().release().isR5() ? "/plannedEndDate" : "/period/end")
                .asText());
    }

    /** Everybody in a list of participants, and the subject. */
    default Set<String> peopleIn(StoredEncounter visit) {
        Set<String> people = new HashSet<>(visit.json().path("participant").findValuesAsText("reference"));
        people.addAll(visit.json().path("extension").findValuesAsText("reference"));
        people.addAll(visit.json().path("subject").findValuesAsText("reference"));
        return people;
    }

    default JsonNode person(String reference) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putObject(host().release().isR5() ? "actor" : "individual").put("reference", reference);
        return person;
    }
}
