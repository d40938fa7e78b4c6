package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What apps that were written for the seed send beside its API: FHIR in R4's form. */
public interface TheZapehrClients extends TheZapehrApi {

    String JSON_PATCH = "application/json-patch+json";

    @Test
    default void the_documented_example_works() {
        StoredEncounter created = createdBy(appOf("adam").createsRoom(DocumentedExample.EXAMPLE));
        assertThat(created.version()).isEqualTo("1");
        assertThat(created.json().at("/contained/0/description").asText()).isEqualTo("Client's home");
        assertThat(created.json().at("/location/0/location/reference").asText()).startsWith("#");
        JsonNode service = created.virtualServices("twilio-video-group-rooms").get(0);
        assertThat(service.at("/extension/0/url").asText()).isEqualTo("channelType");
        assertThat(service.at("/extension/1/url").asText()).isEqualTo("addressString");
        appOf("adam").asksForToken(created.id()).expecting(200);
        appOf("tablet").asksForToken(created.id()).expecting(200);
        assertV1Refused(appOf("eve").asksForToken(created.id()), 403, "4003");
    }

    @Test
    default void a_booking_is_a_placeholder_until_the_visit_begins() {
        String id = aStored(aVisitOfJaneWithAdam().planned().withPlaceholder());
        assertThat(stored(id).room()).isEmpty();
        StoredEncounter begun = createdBy(appOf("adam")
                .createsRoom(wrapped(aVisitOfJaneWithAdam().withId(id).withPlaceholder())));
        assertThat(begun.id()).isEqualTo(id);
        assertThat(begun.room()).startsWith("RM");
        assertThat(begun.virtualServices("twilio-video-group-rooms")).hasSize(1);
    }

    /** A waiting patient's backend read the Encounter before its room was there, and writes the whole array. */
    @Test
    default void a_patch_of_all_extensions_leaves_the_room() {
        StoredEncounter created = createdBy(appOf("adam").createsRoom(wrapped(aVisitOfJaneWithAdam())));
        String others = json(aVisit().withOther("RelatedPerson/john-doe"));
        String extension = others.substring(others.indexOf("\"extension\":") + 12, others.length() - 1);
        as("clinic")
                .patch("Encounter/" + created.id(), JSON_PATCH, """
                        [{"op":"add","path":"/extension","value":%s}]""".formatted(extension))
                .expecting(200);
        assertThat(stored(created.id()).room()).isEqualTo(created.room());
        appOf("guardian").asksForToken(created.id()).expecting(200);
    }

    @Test
    default void hanging_up_by_the_room_s_name_ends_the_visit() {
        StoredEncounter created = createdBy(appOf("adam").createsRoom(wrapped(aVisitOfJaneWithAdam())));
        String roomName = twilio().room(created.room()).path("unique_name").asText();
        as("adam").patch("Encounter/" + roomName, JSON_PATCH, """
                        [{"op":"replace","path":"/status","value":"finished"}]""").expecting(200);
        assertV1Refused(appOf("jane").asksForToken(created.id()), 422, "4011");
    }

    @Test
    default void the_queue_of_a_provider_is_searched_for_by_post() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withStatus("arrived").starting("2024-03-01T10:00:00Z"));
        Caller adam = as("adam");
        Answer found = adam.send(adam.request("Encounter/_search")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cache-Control", "no-cache")
                .POST(BodyPublishers.ofString(
                        "practitioner=Practitioner%2Fadam-careful&status=arrived&date=sa2024-02-29&_count=500")));
        assertThat(StreamSupport.stream(
                                found.expecting(200).json().path("entry").spliterator(), false)
                        .map(entry -> entry.at("/resource/id").asText()))
                .contains(id);
    }

    @Test
    default void a_transaction_goes_to_the_base_with_a_slash() {
        String bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                  {"resource":%s,"request":{"method":"POST","url":"/Encounter"}}]}""".formatted(json(aVisitOfJaneWithAdam().planned().withPlaceholder()));
        Answer answer = as("clinic").post("", bundle).expecting(200);
        assertThat(answer.json().at("/entry/0/response/status").asText()).startsWith("201");
    }
}
