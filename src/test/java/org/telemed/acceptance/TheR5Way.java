package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** What only R5 can say. */
public interface TheR5Way extends Acceptance {

    @Test
    default void the_room_is_a_virtual_service() {
        JsonNode stored = stored(aRoomFor(aVisitOfJaneWithAdam())).json();
        assertThat(stored.path("virtualService")).hasSize(1);
        JsonNode service = stored.at("/virtualService/0");
        assertThat(service.at("/channelType/code").asText()).isEqualTo("twilio-video-group-rooms");
        assertThat(service.path("addressString").asText()).startsWith("RM");
        assertThat(service.path("maxParticipants").asInt()).isEqualTo(50);
        assertThat(stored.toString()).doesNotContain("encounter-virtual-service-pre-release");
    }

    @Test
    default void it_says_how_many_the_room_is_for() {
        String ours =
                "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\",\"code\":\"twilio-video-group-rooms\"}";
        StoredEncounter created = encounterIn(
                as("adam").createsRoomFor(aVisitOfJaneWithAdam().withVirtualService(ours, "\"maxParticipants\":4")));
        assertThat(created.json().at("/virtualService/0/maxParticipants").asInt())
                .isEqualTo(4);
        assertThat(twilio().room(created.room()).path("max_participants").asInt())
                .isEqualTo(4);
    }

    @Test
    default void what_a_client_puts_beside_the_room_survives_the_first_one_its_end_and_the_next() {
        String service = """
                [{"id":"vs","extension":[{"url":"http://example.org/x","valueString":"y"}],
                  "channelType":{"code":"twilio-video-group-rooms"},
                  "additionalInfo":["https://example.org/help"],"maxParticipants":7,"sessionKey":"k"}]""";
        EncounterFixture visit = aVisitOfJaneWithAdam().with("virtualService", service);
        String id = aRoomFor(visit);
        assertKeepsWhatIsBeside(id);
        as("adam").endsRoomOf(id).expecting(200);
        assertKeepsWhatIsBeside(id);
        as("adam").createsRoomOn(id).expecting(200);
        assertKeepsWhatIsBeside(id);
        as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertKeepsWhatIsBeside(id);
        assertThat(stored(id).room()).startsWith("RM");
    }

    private void assertKeepsWhatIsBeside(String id) {
        JsonNode service = stored(id).json().at("/virtualService/0");
        assertThat(service.path("id").asText()).isEqualTo("vs");
        assertThat(service.path("extension")).hasSize(1);
        assertThat(service.at("/additionalInfo/0").asText()).isEqualTo("https://example.org/help");
        assertThat(service.path("maxParticipants").asInt()).isEqualTo(7);
        assertThat(service.path("sessionKey").asText()).isEqualTo("k");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 500, 2_000_000_000})
    default void seats_that_no_room_has_are_refused_rather_than_replaced(int seats) {
        String service =
                "[{\"channelType\":{\"code\":\"twilio-video-group-rooms\"},\"maxParticipants\":%d}]".formatted(seats);
        EncounterFixture visit = aVisitOfJaneWithAdam().with("virtualService", service);
        assertRefused(changingNothing(() -> as("adam").createsRoomFor(visit)), 400, "invalid", "bad-request");
        String id = aStored(visit);
        assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @CsvSource({"Patient/jane-doe, jane", "Device/home-tablet, tablet", "RelatedPerson/john-doe, guardian"})
    default void anybody_may_be_an_actor(String actor, String client) {
        String id = aRoomFor(aVisit().inProgress().withParticipant(actor));
        as(client).asksForToken(id).expecting(200);
        assertRefused(as("adam").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_group_stands_for_its_members() {
        String id =
                aRoomFor(aVisit().inProgress().withParticipant(aGroup("", "Patient/jane-doe", "Device/home-tablet")));
        as("jane").asksForToken(id).expecting(200);
        as("tablet").asksForToken(id).expecting(200);
        assertRefused(as("adam").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_group_that_is_inactive_stands_for_nobody() {
        String group = aGroup("\"active\":false,", "Patient/jane-doe");
        String id = aRoomFor(aVisit().inProgress().withParticipant(group));
        assertRefused(as("jane").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_member_who_is_inactive_or_whose_time_is_over_is_none() {
        for (String over : new String[] {"\"inactive\":true", "\"period\":{\"end\":\"2020-01-31\"}"}) {
            String group = stored("{\"entity\":{\"reference\":\"Patient/jane-doe\"},%s}".formatted(over), "");
            String id = aRoomFor(aVisit().inProgress().withParticipant(group));
            assertRefused(as("jane").asksForToken(id), 403, "forbidden", "not-a-participant");
        }
    }

    @Test
    default void a_group_of_more_than_two_hundred_stands_for_nobody() {
        String two = "{\"entity\":{\"reference\":\"Patient/jane-doe\"}}";
        String full = stored(Stream.generate(() -> two).limit(200).collect(Collectors.joining(",")), "");
        as("jane")
                .asksForToken(aRoomFor(aVisit().inProgress().withParticipant(full)))
                .expecting(200);
        String over = stored(Stream.generate(() -> two).limit(201).collect(Collectors.joining(",")), "");
        assertRefused(
                as("jane").asksForToken(aRoomFor(aVisit().inProgress().withParticipant(over))),
                403,
                "forbidden",
                "not-a-participant");
    }

    @Test
    default void on_hold_is_open() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withStatus("on-hold"));
        as("jane").asksForToken(id).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "discharged", "discontinued", "cancelled", "entered-in-error"})
    default void these_are_closed(String status) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withStatus(status).withId(id))
                .expecting(200);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "encounter-closed");
        assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void the_planned_start_counts_before_the_actual_one() {
        String past = "{\"start\":\"2020-01-01T10:00:00Z\"}";
        String id = aRoomFor(aVisitOfJaneWithAdam()
                .planned()
                .starting("2199-01-01T10:00:00Z")
                .with("actualPeriod", past));
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "too-early");
        String unplanned =
                aRoomFor(aVisitOfJaneWithAdam().planned().with("actualPeriod", past.replace("2020", "2199")));
        assertRefused(as("jane").asksForToken(unplanned), 422, "business-rule", "too-early");
    }

    @ParameterizedTest
    @CsvSource({
        "visit-planned, planned",
        "visit-arrived, in-progress",
        "visit-in-progress, in-progress",
        "visit-finished, completed",
        "visit-cancelled, cancelled"
    })
    default void the_demo_has_its_visits(String id, String status) {
        assertThat(stored(id).json().path("status").asText()).isEqualTo(status);
        assertThat(stored(id).json().at("/participant/0/actor/reference").asText())
                .isEqualTo("Practitioner/adam-careful");
    }

    private String aGroup(String properties, String... members) {
        return stored(
                Stream.of(members)
                        .map("{\"entity\":{\"reference\":\"%s\"}}"::formatted)
                        .collect(Collectors.joining(",")),
                properties);
    }

    private String stored(String members, String properties) {
        return "Group/"
                + as("clinic")
                        .post("Group", """
                                {"resourceType":"Group",%s"type":"person","membership":"enumerated","member":[%s]}""".formatted(properties, members))
                        .expecting(201)
                        .json()
                        .path("id")
                        .asText();
    }
}
