package org.telemed.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.telemed.acceptance.WaitingRooms;

/** Tasks of the waiting room, and what looks like them. */
public interface AdmissionTasks extends WaitingRooms {
    String SYSTEM = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-task";
    String GROUP = "https://hapi-fhir-telemed.org/fhir/NamingSystem/encounter";
    String JSON_PATCH = "application/json-patch+json";

    /** As it would be if jane were let in, but for what marks it as ours. */
    static String plain(JsonNode task) {
        ObjectNode plain = task.deepCopy();
        plain.remove(List.of("id", "meta", "code", "groupIdentifier"));
        return plain.toString().replace("\"requested\"", "\"accepted\"");
    }

    static String adding(String elements, String json) {
        return "{" + elements + "," + json.substring(1);
    }

    static String withId(String id, String json) {
        return adding("\"id\":\"" + id + "\"", json);
    }

    /** The whole of it. */
    static String forged(JsonNode task) {
        ObjectNode forged = task.deepCopy();
        forged.remove(List.of("id", "meta"));
        return forged.toString().replace("\"requested\"", "\"accepted\"");
    }

    default void assertWaits(String id) {
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
    }

    static String bundle(String type, String method, String url, String resource) {
        String content = resource.isEmpty() ? "" : "\"resource\":" + resource + ",";
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}]}"
                .formatted(type, content, method, url);
    }
}
