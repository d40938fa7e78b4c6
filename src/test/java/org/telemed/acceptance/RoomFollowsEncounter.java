package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.Http.FHIR_JSON;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.EncounterFixture;

/** Whatever happens to the Encounter, by whatever way: its room follows within seconds. */
public interface RoomFollowsEncounter extends Acceptance {

    @Test
    default void a_put_that_finishes_the_visit_ends_the_call() {
        Call call = aCallOfJaneWithAdam();
        as("adam").replaces(call.encounter(), finished(call)).expecting(200);
        call.isSoonOver();
    }

    @Test
    default void a_json_patch_does() {
        Call call = aCallOfJaneWithAdam();
        String patch = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"%s\"}]".formatted(over());
        as("adam")
                .patch("Encounter/" + call.encounter(), "application/json-patch+json", patch)
                .expecting(200);
        call.isSoonOver();
    }

    @Test
    default void a_fhir_patch_does() {
        Call call = aCallOfJaneWithAdam();
        as("adam")
                .patch("Encounter/" + call.encounter(), FHIR_JSON, fhirPatchThatFinishes())
                .expecting(200);
        call.isSoonOver();
    }

    @Test
    default void a_transaction_does() {
        Call put = aCallOfJaneWithAdam();
        Call patched = aCallOfJaneWithAdam();
        String changes = entry("PUT", put, finished(put).json(host().release())) + ","
                + entry("PATCH", patched, fhirPatchThatFinishes());
        as("adam").post("", bundleOf("transaction", changes)).expecting(200);
        put.isSoonOver();
        patched.isSoonOver();
    }

    @Test
    default void a_transaction_that_fails_does_not() {
        Call call = aCallOfJaneWithAdam();
        String unstorable =
                "{\"resource\":{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"Patient/nobody\"}},"
                        + "\"request\":{\"method\":\"POST\",\"url\":\"Encounter\"}}";
        String changes = entry("PUT", call, finished(call).json(host().release())) + "," + unstorable;
        assertThat(as("adam").post("", bundleOf("transaction", changes)).status())
                .isGreaterThanOrEqualTo(400);
        Call other = aCallOfJaneWithAdam();
        as("adam").replaces(other.encounter(), finished(other)).expecting(200);
        other.isSoonOver();
        call.goesOn();
    }

    @Test
    default void a_visit_that_is_called_off_or_never_meant_has_no_room_either() {
        Call cancelled = aCallOfJaneWithAdam();
        Call mistaken = aCallOfJaneWithAdam();
        as("adam")
                .replaces(cancelled.encounter(), visitOf(cancelled).withStatus("cancelled"))
                .expecting(200);
        as("adam")
                .replaces(mistaken.encounter(), visitOf(mistaken).withStatus("entered-in-error"))
                .expecting(200);
        cancelled.isSoonOver();
        mistaken.isSoonOver();
    }

    @Test
    default void a_deletion_ends_the_call() {
        Call call = aCallOfJaneWithAdam();
        as("adam").deletes("Encounter/" + call.encounter()).expecting(200);
        call.isSoonOver();
    }

    @Test
    default void the_encounter_is_not_written_for_it() {
        Call call = aCallOfJaneWithAdam();
        as("adam").replaces(call.encounter(), finished(call)).expecting(200);
        call.isSoonOver();
        assertThat(stored(call.encounter()).version()).isEqualTo("2");
        assertThat(stored(call.encounter()).room()).isEqualTo(call.room());
    }

    @Test
    default void who_is_taken_off_the_visit_is_taken_out_of_the_call() {
        Call call = aCall(aVisitOfJaneWithAdam().withOther("Device/home-tablet"), "jane", "adam", "tablet");
        as("adam").replaces(call.encounter(), visitOf(call)).expecting(200);
        call.isSoonLeftTo("jane", "adam");
        assertRefused(as("tablet").asksForToken(call.encounter()), 403, "forbidden", "not-a-participant");
        as("jane").asksForToken(call.encounter()).expecting(200);
    }

    @Test
    default void other_changes_disturb_nobody() {
        Call call = aCallOfJaneWithAdam();
        as("adam")
                .replaces(call.encounter(), visitOf(call).with("language", "\"de\""))
                .expecting(200);
        as("adam")
                .replaces(call.encounter(), visitOf(call).withStatus("unknown"))
                .expecting(200);
        Call other = aCallOfJaneWithAdam();
        as("adam").replaces(other.encounter(), finished(other)).expecting(200);
        other.isSoonOver();
        call.isSoonLeftTo("jane", "adam");
    }

    @Test
    default void a_visit_that_is_opened_again_gets_another_room_when_somebody_comes() {
        Call call = aCallOfJaneWithAdam();
        as("adam").replaces(call.encounter(), finished(call)).expecting(200);
        call.isSoonOver();
        as("adam").replaces(call.encounter(), visitOf(call)).expecting(200);
        assertRefused(
                as("jane").get("Encounter/" + call.encounter() + "/$telemed-token"), 409, "conflict", "room-lapsed");
        Answer token = as("jane").asksForToken(call.encounter()).expecting(200);
        assertThat(token.parameter("room"))
                .isNotEqualTo(call.room())
                .isEqualTo(stored(call.encounter()).room());
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
    }

    @Test
    default void or_when_somebody_creates_it() {
        Call call = aCallOfJaneWithAdam();
        as("adam").replaces(call.encounter(), finished(call)).expecting(200);
        call.isSoonOver();
        as("adam").replaces(call.encounter(), visitOf(call)).expecting(200);
        StoredEncounter created = encounterIn(as("adam").createsRoomOn(call.encounter()));
        assertThat(created.room()).startsWith("RM").isNotEqualTo(call.room());
        as("jane").asksForToken(call.encounter()).expecting(200);
    }

    @Test
    default void the_old_room_does_not_return_from_deletion() {
        Call call = aCallOfJaneWithAdam();
        as("adam").deletes("Encounter/" + call.encounter()).expecting(200);
        call.isSoonOver();
        as("adam").replaces(call.encounter(), visitOf(call)).expecting(201);
        assertThat(stored(call.encounter()).rooms()).isEmpty();
        assertRefused(as("jane").asksForToken(call.encounter()), 422, "business-rule", "no-room");
        assertThat(encounterIn(as("adam").createsRoomOn(call.encounter())).room())
                .startsWith("RM")
                .isNotEqualTo(call.room());
    }

    private Call aCallOfJaneWithAdam() {
        return aCall(aVisitOfJaneWithAdam(), "jane", "adam");
    }

    /** These clients of the demo are in the room of that visit. */
    default Call aCall(EncounterFixture visit, String... clients) {
        String id = aRoomFor(visit);
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String client : clients) {
            tokens.put(client, as(client).asksForToken(id).expecting(200).parameter("token"));
        }
        return new Call(twilio(), id, stored(id).room(), tokens).begun();
    }

    private EncounterFixture visitOf(Call call) {
        return aVisitOfJaneWithAdam().withId(call.encounter());
    }

    private EncounterFixture finished(Call call) {
        return visitOf(call).finished();
    }

    private String over() {
        return host().release().isR5() ? "completed" : "finished";
    }

    private String fhirPatchThatFinishes() {
        return parameters("""
                {"name":"operation","part":[{"name":"type","valueCode":"replace"},
                {"name":"path","valueString":"Encounter.status"},{"name":"value","valueCode":"%s"}]}""".formatted(over()));
    }

    private static String bundleOf(String type, String entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entries);
    }

    private static String entry(String method, Call call, String resource) {
        return "{\"resource\":%s,\"request\":{\"method\":\"%s\",\"url\":\"Encounter/%s\"}}"
                .formatted(resource, method, call.encounter());
    }
}
