package org.telemed.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The room on an Encounter: an extension in R4 and R4B, an element in R5. */
final class RoomEntry {
    private static final String EXTENSION = "https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release";
    private static final Map<String, Object> CHANNEL = Json.object(
            "system", "https://fhir.zapehr.com/virtual-service-type",
            "code", "twilio-video-group-rooms",
            "display", "Twilio Video Group Rooms");

    /** The one that the vendor gives to the first room. */
    private static final String SID = "RM%032x".formatted(1);

    private RoomEntry() {}

    /** Writes the extensions, and the room in its form. */
    static void write(Map<String, Object> encounter, List<Map<String, Object>> others, Case.Room room, boolean r5) {
        List<Map<String, Object>> extensions = new ArrayList<>(others);
        if (room != Case.Room.NONE && r5) {
            encounter.put("virtualService", List.of(element(room)));
        } else if (room != Case.Room.NONE) {
            extensions.add(0, extension(room));
        }
        if (!extensions.isEmpty()) {
            encounter.put("extension", extensions);
        }
    }

    private static Map<String, Object> element(Case.Room room) {
        Map<String, Object> service = Json.object("channelType", CHANNEL);
        if (room != Case.Room.PLACEHOLDER) {
            service.put("addressString", SID);
        }
        return service;
    }

    private static Map<String, Object> extension(Case.Room room) {
        List<Map<String, Object>> parts = new ArrayList<>();
        parts.add(Json.object("url", "channelType", "valueCoding", CHANNEL));
        if (room != Case.Room.PLACEHOLDER) {
            parts.add(Json.object("url", "addressString", "valueString", SID));
        }
        return Json.object("url", EXTENSION, "extension", parts);
    }
}
