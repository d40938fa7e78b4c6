package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** No client can set, change or drop the room on an Encounter, by whatever way it writes. */
public interface RoomIsServerOwned extends Acceptance {

    String FORGED = "RM" + "f".repeat(32);
    String KEY = "\"sessionKey\":\"a-key\"";
    String ROOM_EXTENSION = "https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release";

    @Test
    default void a_create_sets_no_room() {
        StoredEncounter stored = stored(aStored(forged()));
        assertThat(stored.rooms()).isEmpty();
        assertThat(stored.virtualServices("twilio-video-group-rooms")).isEmpty();
        assertRefused(as("jane").asksForToken(stored.id()), 422, "business-rule", "no-room");
    }

    @Test
    default void a_create_under_an_id_of_the_clients_choice_sets_none_either() {
        String id = "forged-" + UUID.randomUUID();
        as("adam").replaces(id, forged().withId(id)).expecting(201);
        assertThat(stored(id).rooms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "batch"})
    default void a_bundle_sets_none_either(String type) {
        String id = "forged-" + UUID.randomUUID();
        bundle(type, entry("PUT", "Encounter/" + id, forged().withId(id).json(host().release())));
        assertThat(stored(id).rooms()).isEmpty();
        Answer created = bundle(type, entry("POST", "Encounter", forged().json(host().release())));
        String location = created.json().at("/entry/0/response/location").asText();
        assertThat(stored(location.split("/")[1]).rooms()).isEmpty();
    }

    @Test
    default void a_room_of_another_visit_cannot_be_claimed() {
        String room = stored(aRoomFor(aVisit().inProgress().withSubject("Patient/jane-doe")))
                .room();
        String mine = aStored(aVisitOfJaneWithAdam().withRoom(room));
        assertThat(stored(mine).rooms()).isEmpty();
        assertThat(encounterIn(as("adam").createsRoomOn(mine)).room()).isNotEqualTo(room);
    }

    @Test
    default void a_put_neither_changes_nor_drops_the_room() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        StoredEncounter changed = encounterIn(
                as("adam").replaces(before.id(), forged().withId(before.id()).with("language", "\"de\"")));
        assertThat(changed.room()).isEqualTo(before.room());
        StoredEncounter dropped = encounterIn(as("adam")
                .replaces(
                        before.id(), aVisitOfJaneWithAdam().withId(before.id()).with("language", "\"fr\"")));
        assertThat(dropped.room()).isEqualTo(before.room());
        assertThat(stored(before.id()).room()).isEqualTo(before.room());
        assertThat(stored(before.id()).json().path("language").asText()).isEqualTo("fr");
    }

    @Test
    default void a_put_that_does_nothing_but_drop_the_room_does_nothing() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertThat(stored(id).room()).startsWith("RM");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void a_json_patch_neither_changes_nor_drops_it() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        String list = before.release().isR5() ? "/virtualService" : "/extension";
        String address = list + (before.release().isR5() ? "/0/addressString" : "/0/extension/1/valueString");
        for (String operation : List.of(
                "{\"op\":\"remove\",\"path\":\"%s\"}".formatted(list),
                "{\"op\":\"remove\",\"path\":\"%s\"}".formatted(address),
                "{\"op\":\"replace\",\"path\":\"%s\",\"value\":\"%s\"}".formatted(address, FORGED))) {
            as("adam")
                    .patch("Encounter/" + before.id(), "application/json-patch+json", "[" + operation + "]")
                    .expecting(200);
            assertThat(stored(before.id()).room()).as(operation).isEqualTo(before.room());
        }
    }

    @Test
    default void a_json_patch_does_not_make_it_another_vendors() {
        String code = host().release().isR5()
                ? "/virtualService/0/channelType/code"
                : "/extension/0/extension/0/valueCoding/code";
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        String replace = "[{\"op\":\"replace\",\"path\":\"%s\",\"value\":\"zoom\"}]".formatted(code);
        as("adam")
                .patch("Encounter/" + before.id(), "application/json-patch+json", replace)
                .expecting(200);
        StoredEncounter after = stored(before.id());
        assertThat(after.room()).isEqualTo(before.room());
        assertThat(after.json().toString()).doesNotContain("zoom").containsOnlyOnce(before.room());
    }

    @Test
    default void what_a_client_puts_beside_an_invented_room_or_into_a_second_placeholder_stays() {
        String ours = "{\"code\":\"twilio-video-group-rooms\"}";
        EncounterFixture invented =
                aVisitOfJaneWithAdam().withVirtualService(ours, "\"addressString\":\"%s\"".formatted(FORGED), KEY);
        StoredEncounter stored = stored(aStored(invented));
        assertThat(stored.json().toString()).contains("a-key").doesNotContain(FORGED);
        StoredEncounter two =
                stored(aRoomFor(aVisitOfJaneWithAdam().withPlaceholder().withVirtualService(ours, KEY)));
        assertThat(two.json().toString()).contains("a-key").containsOnlyOnce("\"RM");
    }

    @Test
    default void a_fhir_patch_neither_changes_nor_drops_it() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        as("adam")
                .patch("Encounter/" + before.id(), Http.FHIR_JSON, fhirPatchThatDrops(before))
                .expecting(200);
        assertThat(stored(before.id()).room()).isEqualTo(before.room());
    }

    @Test
    default void a_bundle_neither_changes_nor_drops_it() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        String url = "Encounter/" + before.id();
        bundle("transaction", entry("PUT", url, forged().withId(before.id()).json(host().release())));
        assertThat(stored(before.id()).room()).isEqualTo(before.room());
        bundle("transaction", entry("PATCH", url, fhirPatchThatDrops(before)));
        assertThat(stored(before.id()).room()).isEqualTo(before.room());
    }

    @Test
    default void an_encounter_that_comes_back_from_deletion_has_no_room() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        as("adam").deletes("Encounter/" + before.id()).expecting(200);
        as("adam").put("Encounter/" + before.id(), before.json().toString()).expecting(201);
        assertThat(stored(before.id()).rooms()).isEmpty();
    }

    @Test
    default void a_client_may_say_that_it_wants_a_room() {
        StoredEncounter stored = stored(aStored(aVisitOfJaneWithAdam().withPlaceholder()));
        assertThat(stored.virtualServices("twilio-video-group-rooms")).hasSize(1);
        assertThat(stored.rooms()).isEmpty();
    }

    @Test
    default void another_vendors_room_is_the_clients() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withAnotherVendorsRoom("theirs"));
        assertThat(stored(id).virtualServices("zoom").toString()).contains("theirs");
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withId(id).withAnotherVendorsRoom("another"))
                .expecting(200);
        assertThat(stored(id).virtualServices("zoom").toString())
                .contains("another")
                .doesNotContain("theirs");
        assertThat(stored(id).room()).startsWith("RM");
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertThat(stored(id).virtualServices("zoom")).isEmpty();
        assertThat(stored(id).room()).startsWith("RM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter/$create-telemed-room",
                "/Encounter/$create-telemed-room",
                "Encounter/$telemed-token?encounterId=visit-arrived",
                "Encounter/visit-arrived/$create-telemed-room",
                "Encounter/visit-arrived/$telemed-token",
                "Encounter/visit-arrived/$end-telemed-room",
                "Encounter/%24create-telemed-room",
                "Encounter/visit-arrived/%24create%2Dtelemed%2Droom",
                "Encounter/$create-telemed-room/",
                "Encounter/$CREATE-telemed-room",
            })
    default void operations_in_a_bundle_are_refused(String url) {
        String absolute = url.replace("BASE", host().http().root() + host().fhirPath());
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        for (String type : List.of("batch", "transaction")) {
            Answer answer =
                    changingNothing(() -> as("clinic").post("", bundleOf(type, entry("POST", absolute, encounter))));
            assertRefused(answer, 422, "not-supported", "not-in-bundle");
        }
    }

    private EncounterFixture forged() {
        return aVisitOfJaneWithAdam().withRoom(FORGED);
    }

    private Answer bundle(String type, String entry) {
        return as("adam").post("", bundleOf(type, entry)).expecting(200);
    }

    private static String bundleOf(String type, String entry) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entry);
    }

    private static String entry(String method, String url, String resource) {
        return "{\"resource\":%s,\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(resource, method, url);
    }

    private String fhirPatchThatDrops(StoredEncounter encounter) {
        String path = encounter.release().isR5()
                ? "Encounter.virtualService[0]"
                : "Encounter.extension.where(url='%s')".formatted(ROOM_EXTENSION);
        return parameters("""
                {"name":"operation","part":[{"name":"type","valueCode":"delete"},{"name":"path","valueString":"%s"}]}""".formatted(path));
    }
}
