package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.telemed.core.caller.KeyedIds;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.token.ApiKeyHash;

/**
 * Somebody stores an AuditEvent of their own under the id of one of ours: an id that they guess, or, having got hold of the
 * API key's secret, the right one. It counts for nothing and keeps nothing from being recorded.
 */
public interface EventsUnderOurIds extends Acceptance {

    Duration SOON_RECORDED = Duration.ofSeconds(20);

    @Test
    default void who_was_removed_does_not_become_known_by_an_event_of_their_own() {
        Call call = aCallWithTheTablet();
        for (String member : List.of("Practitioner/adam-careful", "Patient/jane-doe")) {
            idsOfRecord(call.encounter(), "tablet", member).forEach(this::storesSomething);
        }
        as("adam")
                .replaces(call.encounter(), aVisitOfJaneWithAdam().withId(call.encounter()))
                .expecting(200);
        call.isSoonLeftTo("jane", "adam");
    }

    @Test
    default void anothers_record_is_written_all_the_same() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        idsOfRecord(id, "jane", "Patient/jane-doe").forEach(this::storesSomething);
        as("jane").asksForToken(id).expecting(200);
        List<JsonNode> records = auditEvents("Encounter/" + id, "token-issued");
        assertThat(records).hasSize(1);
        assertThat(records.get(0).toString()).contains("Patient/jane-doe").doesNotContain("something else");
    }

    @Test
    default void their_leaving_is_recorded_all_the_same() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer token = as("jane").asksForToken(id).expecting(200);
        String room = token.parameter("room");
        String stay = twilio().joins(room, token.parameter("token"))
                .expecting(201)
                .json()
                .path("sid")
                .asText();
        Stream.of(guessed("attendance", stay, "LEFT"), keyed("attendance", "", id, stay, "LEFT"))
                .forEach(this::storesSomething);
        twilio().leaves(room, "jane");
        await().atMost(SOON_RECORDED)
                .until(() -> auditEvents("Encounter/" + id, "left").size() == 1);
    }

    private Call aCallWithTheTablet() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        Map<String, String> tokens = new LinkedHashMap<>();
        String room = "";
        for (String client : List.of("jane", "adam", "tablet")) {
            Answer answer = as(client).asksForToken(id).expecting(200);
            tokens.put(client, answer.parameter("token"));
            room = answer.parameter("room");
        }
        return new Call(twilio(), id, room, tokens).begun();
    }

    private Stream<UUID> idsOfRecord(String encounter, String identity, String profile) {
        return Stream.of(
                guessed("issue-record", encounter, identity, profile),
                keyed("issue record", "", encounter, identity, profile));
    }

    /** Nothing but a hash of what anybody knows. */
    private static UUID guessed(String kind, String... parts) {
        StringBuilder name = new StringBuilder(kind);
        for (String part : parts) {
            name.append('|').append(part.length()).append(':').append(part);
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
    }

    private UUID keyed(String purpose, String... parts) {
        EmulatorSettings account = EmulatorSettings.onAnyPort();
        return new KeyedIds(new ApiKeyHash(
                        new TwilioAccount(
                                account.accountSid(), account.apiKeySid(), account.apiKeySecret(), Optional.empty()),
                        List.of()))
                .idOf(purpose, parts);
    }

    private void storesSomething(UUID id) {
        String what = host().release().isR5() ? "\"code\":{\"coding\":[%s]}" : "\"type\":%s";
        as("clinic")
                .put(
                        "AuditEvent/" + id,
                        ("{\"resourceType\":\"AuditEvent\",\"id\":\"" + id + "\"," + what
                                        + ",\"recorded\":\"2026-01-01T00:00:00Z\","
                                        + "\"agent\":[{\"who\":{\"display\":\"something else\"},\"requestor\":true}],"
                                        + "\"source\":{\"observer\":{\"display\":\"somebody\"}}}")
                                .formatted(
                                        "{\"system\":\"http://terminology.hl7.org/CodeSystem/audit-event-type\",\"code\":\"rest\"}"))
                .expecting(201);
    }
}
