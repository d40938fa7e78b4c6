package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.EventsUnderOurIds;

/** Somebody makes themselves known, or others unknown, by AuditEvents under ids that they compute, or that look like ours. */
public interface RecordsUnderGuessedIds extends EventsUnderOurIds {

    @Test
    default void a_removed_member_cannot_store_a_record_that_says_they_belong() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        Answer token = as("tablet").asksForToken(id).expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        ObjectNode own = auditEvents("Encounter/" + id, "token-issued").get(0).deepCopy();
        String forged = withoutIdAndMeta(own).toString().replace("Device/home-tablet", "Patient/jane-doe");
        Caller attacker = with(host().tokenWith(Map.of("sub", "tablet", "fhirUser", "Device/home-tablet")));
        for (String attempt : attempts(forged)) {
            assertThat(attacker.post("AuditEvent", attempt).status()).isEqualTo(403);
            String newId = UUID.randomUUID().toString();
            String withId = attempt.replaceFirst("\\{", "{\"id\":\"" + newId + "\",");
            assertThat(attacker.put("AuditEvent/" + newId, withId).status()).isEqualTo(403);
            assertThat(attacker.post("", bundleWith(attempt)).status()).isEqualTo(403);
        }
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> twilio().connected(token.parameter("room")).isEmpty());
    }

    @Test
    default void nobody_tags_or_relabels_a_record() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        JsonNode record = auditEvents("Encounter/" + id, "token-issued").get(0);
        String path = "AuditEvent/" + record.path("id").asText();
        String tag = parameters(
                "{\"name\":\"meta\",\"valueMeta\":{\"tag\":[{\"system\":\"http://example.org\",\"code\":\"x\"}]}}");
        for (String operation : List.of("$meta-add", "$meta-delete")) {
            assertThat(as("clinic").post(path + "/" + operation, tag).status()).isIn(403, 404);
        }
        assertThat(auditEvents("Encounter/" + id, "token-issued")).containsExactly(record);
    }

    private static List<String> attempts(String forged) {
        String system = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event";
        return Arrays.asList(
                forged,
                forged.replace(system, system.toUpperCase(Locale.ROOT)),
                forged.replace(system, system + "\\u00a0"),
                forged.replace(system, " " + system),
                forged.replace("\"system\":\"" + system + "\",", ""));
    }

    private static ObjectNode withoutIdAndMeta(ObjectNode resource) {
        resource.remove(List.of("id", "meta"));
        return resource;
    }

    private static String bundleWith(String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":%s,".formatted(resource)
                + "\"request\":{\"method\":\"PUT\",\"url\":\"AuditEvent?_id=none\"}}]}";
    }
}
