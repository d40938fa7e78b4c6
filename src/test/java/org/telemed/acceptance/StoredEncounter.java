package org.telemed.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.telemed.fhir.FhirRelease;

/** An Encounter in an answer, with its virtual services wherever the version has them. */
public record StoredEncounter(JsonNode json, FhirRelease release) {

    private static final String EXTENSION = "https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release";

    /** The extension that says whether the visit has a waiting room. */
    public static final String WAITING_ROOM =
            "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room";

    public String id() {
        return json.path("id").asText();
    }

    public String version() {
        return json.at("/meta/versionId").asText();
    }

    /** The SID of the one room that is documented; empty if there is none. */
    public String room() {
        List<String> rooms = rooms();
        if (rooms.size() > 1) {
            throw new AssertionError("more than one room is documented: " + json);
        }
        return rooms.isEmpty() ? "" : rooms.get(0);
    }

    /** Every address of ours, in the version's own place. */
    public List<String> rooms() {
        List<String> rooms = new ArrayList<>();
        virtualServices("twilio-video-group-rooms").forEach(service -> {
            String address = release.isR5()
                    ? service.path("addressString").asText()
                    : service.at("/extension/1/valueString").asText();
            if (!address.isEmpty()) {
                rooms.add(address);
            }
        });
        return rooms;
    }

    /** Every value that it documents of a waiting room; empty text for one without. */
    public List<String> waitingRooms() {
        return StreamSupport.stream(json.path("extension").spliterator(), false)
                .filter(extension -> extension.path("url").asText().equals(WAITING_ROOM))
                .map(extension -> extension.path("valueBoolean").asText())
                .toList();
    }

    /** What else it says; meta changes with every version. */
    public JsonNode withoutRoomAndMeta() {
        ObjectNode rest = json.deepCopy();
        rest.remove("meta");
        rest.remove("virtualService");
        if (rest.path("extension") instanceof ArrayNode extensions) {
            Iterator<JsonNode> each = extensions.elements();
            while (each.hasNext()) {
                if (each.next().path("url").asText().equals(EXTENSION)) {
                    each.remove();
                }
            }
            if (extensions.isEmpty()) {
                rest.remove("extension");
            }
        }
        return rest;
    }

    /** The virtual services of that channel type. */
    public List<JsonNode> virtualServices(String channelType) {
        JsonNode all = release.isR5() ? json.path("virtualService") : json.path("extension");
        String code = release.isR5() ? "/channelType/0/code" : "/extension/0/valueCoding/code";
        String singleCode = release.isR5() ? "/channelType/code" : code;
        return StreamSupport.stream(all.spliterator(), false)
                .filter(service ->
                        release.isR5() || service.path("url").asText().equals(EXTENSION))
                .filter(service ->
                        service.at(code).asText(service.at(singleCode).asText()).equals(channelType))
                .toList();
    }
}
