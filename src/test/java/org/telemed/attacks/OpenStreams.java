package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.EventStream.value;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.StoredEncounter;

/** Somebody learns by {@code $telemed-status}, once or by a stream that they hold open, what they may not know. */
public interface OpenStreams extends Acceptance {

    /** Of another patient than jane; stored if it is not there. */
    private String max() {
        as("clinic").put("Patient/max-elsewhere", "{\"resourceType\":\"Patient\",\"id\":\"max-elsewhere\"}");
        return "Patient/max-elsewhere";
    }

    /** With a login that outlives every clock of the tests. */
    private Caller who(String sub, String profile, String scope) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "sub",
                sub,
                "scope",
                List.of(scope.split(" ")),
                "exp",
                Instant.now().plus(90, ChronoUnit.DAYS).getEpochSecond()));
        if (!profile.isEmpty()) {
            claims.put("fhirUser", profile);
        }
        return with(host().tokenWith(claims));
    }

    @ParameterizedTest
    @CsvSource({
        "Practitioner/eve-outsider, user/*.rs",
        "Practitioner/eve-outsider, user/Encounter.r",
        "Practitioner/eve-outsider, patient/*.rs",
        "Patient/max-elsewhere, patient/*.rs",
        "'', user/*.rs",
        "Group/everybody, user/*.rs"
    })
    default void an_outsider_gets_no_status_and_no_stream(String profile, String scope) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller outsider = who("outsider", profile, scope);
        for (Answer refused :
                List.of(outsider.asksForStatus(id), outsider.watches(id).answer())) {
            assertThat(refused.status()).as(refused::body).isIn(403, 404);
            assertThat(refused.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(refused.body()).doesNotContain("jane-doe", "adam-careful", "may-join", "RM");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/Patient.rs", "user/Encounter.s", "user/Encounter.cud", "openid fhirUser"})
    default void without_the_right_to_read_encounters_a_participant_gets_none(String scope) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller adam = who("adam", "Practitioner/adam-careful", scope);
        assertRefused(adam.asksForStatus(id), 403, "forbidden", "not-allowed");
        assertRefused(adam.watches(id).answer(), 403, "forbidden", "not-allowed");
    }

    @Test
    default void without_a_login_nobody_gets_one() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertRefused(with("").asksForStatus(id), 401, "login", "login-required");
        assertRefused(with("").watches(id).answer(), 401, "login", "login-required");
    }

    @Test
    default void who_is_removed_hears_nothing_after_it() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        try (EventStream tablet = who("tablet", "Device/home-tablet", "user/Encounter.rs")
                .watches(id)
                .opened()) {
            tablet.next();
            as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
            as("adam").endsRoomOf(id).expecting(200);
            as("adam").createsRoomOn(id).expecting(200);
            tablet.isEnded();
            assertThat(tablet.nextWithin(Duration.ZERO)).isNull();
        }
    }

    @Test
    default void who_may_no_longer_moderate_sees_nobody() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withParticipant("PractitionerRole/adam-cardiology"));
        Caller reader = who("adam", "Practitioner/adam-careful", "user/*.rs");
        try (EventStream adam = reader.watches(id).opened()) {
            assertThat(adam.next().toString()).contains("Patient/jane-doe");
            as("adam")
                    .replaces(
                            id,
                            aVisit().inProgress()
                                    .withSubject("Patient/jane-doe")
                                    .withParticipant("Practitioner/adam-careful", "{\"start\":\"2199-01-01\"}")
                                    .withId(id))
                    .expecting(200);
            assertThat(adam.until("moderator", "false").toString()).doesNotContain("jane-doe");
        }
    }

    @Test
    default void a_patient_learns_of_another_ones_visit_their_own_part_alone() {
        String id = aRoomFor(aVisit().inProgress()
                .withSubject(max())
                .withParticipant("Practitioner/adam-careful")
                .withOther("Patient/jane-doe"));
        Caller jane = who("jane", "Patient/jane-doe", "patient/*.cruds");
        jane.reads(id).expecting(404);
        Answer own = jane.asksForStatus(id).expecting(200);
        assertThat(value(own.json(), "state")).isEqualTo("may-join");
        assertThat(own.body()).doesNotContain("max-elsewhere", "adam-careful");
        try (EventStream stream = jane.watches(id).opened()) {
            assertThat(stream.next().toString()).doesNotContain("max-elsewhere", "adam-careful");
        }
        assertThat(who("max", "Patient/max-elsewhere", "patient/*.rs")
                        .asksForStatus(aRoomFor(aVisitOfJaneWithAdam()))
                        .status())
                .isIn(403, 404);
    }

    @Test
    default void a_practitioner_s_app_for_one_patient_sees_nobody_in_the_visit_of_another() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String patient : List.of("max-elsewhere", "jane-doe")) {
            Map<String, Object> claims = Map.of(
                    "sub",
                    "adam",
                    "fhirUser",
                    "Practitioner/adam-careful",
                    "scope",
                    "patient/*.rs",
                    "patient",
                    patient);
            Answer seen = with(host().tokenWith(claims)).asksForStatus(id).expecting(200);
            assertThat(value(seen.json(), "state")).isEqualTo("may-join");
            assertThat(seen.body().contains("Patient/jane-doe")).isEqualTo(patient.equals("jane-doe"));
        }
    }

    @Test
    default void a_deleted_visit_has_no_stream_and_its_return_revives_none() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream jane =
                who("jane", "Patient/jane-doe", "patient/*.rs").watches(id).opened()) {
            jane.next();
            as("adam").deletes("Encounter/" + id).expecting(200);
            jane.isEnded();
            as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(201);
            assertThat(jane.nextWithin(Duration.ZERO)).isNull();
        }
        as("adam").deletes("Encounter/" + id).expecting(200);
        assertRefused(
                who("jane", "Patient/jane-doe", "patient/*.rs").watches(id).answer(),
                410,
                "deleted",
                "encounter-deleted");
    }

    @Test
    default void a_name_cannot_forge_an_event() {
        String forged = "x\\n\\nevent: status\\ndata: {}\\n\\n\\r\\rdata: {\\u2028\\u2029";
        String participant = "[{\"%s\":{\"reference\":\"Practitioner/adam-careful\",\"display\":\"%s\"}}]"
                .formatted(host().release().isR5() ? "actor" : "individual", forged);
        StoredEncounter stored =
                encounterIn(as("adam").createsRoomFor(aVisit().inProgress().with("participant", participant)));
        try (EventStream adam = who("adam", "Practitioner/adam-careful", "user/*.rs")
                .watches(stored.id())
                .opened()) {
            JsonNode event = adam.next();
            assertThat(value(event, "moderator")).isEqualTo("true");
            assertThat(event.toString()).contains("event: status");
            assertThat(adam.nextWithin(Duration.ofSeconds(1))).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/event-stream, */*;q=0.1",
                "TEXT/EVENT-STREAM;charset=utf-8",
                "text/event-stream;q=0.001",
                "application/fhir+json;q=0, text/event-stream"
            })
    default void what_prefers_a_stream_gets_one_by_get_alone(String accept) {
        String path = "Encounter/" + aStored(aVisitOfJaneWithAdam().finished()) + "/$telemed-status";
        Caller jane = who("jane", "Patient/jane-doe", "patient/*.rs");
        HttpRequest.Builder get = jane.request(path).header("Accept", accept);
        Answer closed = jane.send(get.GET());
        assertThat(closed.status()).as(closed::body).isEqualTo(200);
        assertThat(closed.header("Content-Type")).startsWith("text/event-stream");
        assertThat(closed.body()).startsWith("event: status\ndata: {").endsWith("}\n\n");
        for (HttpRequest.Builder other : List.of(
                jane.request(path).POST(BodyPublishers.noBody()),
                jane.request(path).method("HEAD", BodyPublishers.noBody()))) {
            Answer refused = jane.send(other.header("Accept", accept));
            assertThat(refused.status()).as(refused::body).isEqualTo(406);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-streams",
                "text/event-stream;q=0",
                "text/event-stream;q=0.0",
                "application/event-stream",
                "text/html, text/event-stream;q=0"
            })
    default void what_names_no_format_of_ours_gets_none(String accept) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller jane = who("jane", "Patient/jane-doe", "patient/*.rs");
        Answer refused = jane.send(jane.request("Encounter/" + id + "/$telemed-status")
                .header("Accept", accept)
                .GET());
        assertThat(refused.status()).as(refused::body).isEqualTo(406);
        assertThat(refused.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Encounter/%s", "Encounter/%s/$telemed-token", "Encounter?_id=%s", "metadata"})
    default void nothing_else_is_a_stream(String path) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer refused = as("adam")
                .send(as("adam")
                        .request(path.formatted(id))
                        .header("Accept", "text/event-stream")
                        .GET());
        assertThat(refused.status()).as(refused::body).isEqualTo(406);
    }

    @Test
    default void a_format_in_the_url_counts_more_than_accept() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller jane = who("jane", "Patient/jane-doe", "patient/*.rs");
        String path = "Encounter/" + id + "/$telemed-status?_format=";
        HttpRequest.Builder json = jane.request(path + "json").header("Accept", "text/event-stream");
        assertThat(jane.send(json.GET()).expecting(200).header("Content-Type")).startsWith("application/fhir+json");
        assertRefused(jane.get(path + "text/event-stream"), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    default void it_is_no_entry_of_a_bundle(String type) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String bundle = """
                {"resourceType":"Bundle","type":"%s","entry":[
                  {"request":{"method":"GET","url":"Encounter/%s/$telemed-status"}}]}""".formatted(type, id);
        assertRefused(as("adam").post("", bundle), 422, "not-supported", "not-in-bundle");
    }
}
