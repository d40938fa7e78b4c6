package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.hapi.audit.AuditEventAttendanceLog;
import org.telemed.hapi.audit.AuditEventIdentityRecords;

/** When a room has ended, and nobody is missing from the record of who was in it, the record says so, to every node. */
public interface WhoWasThereInside extends InThisProcess {

    @Test
    default void that_the_record_is_complete_is_known_to_a_node_that_was_not_there() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer token = as("jane").asksForToken(id).expecting(200);
        String room = token.parameter("room");
        twilio().joins(room, token.parameter("token")).expecting(201);
        assertThat(auditEvents("Encounter/" + id, "attendance-complete")).isEmpty();
        twilio().completed(room);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(auditEvents("Encounter/" + id, "attendance-complete"))
                        .singleElement()
                        .satisfies(event -> assertThat(event.toString()).contains("\"" + room + "\"")));
        assertThat(auditEvents("Encounter/" + id, "joined")).hasSize(1);
        assertThat(auditEvents("Encounter/" + id, "left")).hasSize(1);

        Map<RoomId, EncounterId> rooms = new HashMap<>(Map.of(new RoomId(room), new EncounterId(id)));
        IntStream.range(0, 450).forEach(other -> rooms.put(new RoomId("RM-other-" + other), new EncounterId(id)));
        String secret = EmulatorSettings.onAnyPort().apiKeySecret();
        assertThat(attendanceOfAnotherNode(List.of(secret)).complete(rooms)).containsExactly(new RoomId(room));
        assertThat(attendanceOfAnotherNode(List.of(secret))
                        .complete(Map.of(new RoomId(room), new EncounterId(id + "0"))))
                .isEmpty();
        assertThat(attendanceOfAnotherNode(List.of()).complete(rooms))
                .as("an event whose id nobody vouches for")
                .isEmpty();
    }

    private AttendanceLog attendanceOfAnotherNode(List<String> formerSecrets) {
        String base = host().http().root() + "/fhir";
        return new AuditEventAttendanceLog(
                storeOfAnotherNode(),
                keysOfAnotherNode(formerSecrets),
                new AuditEventIdentityRecords(
                        storeOfAnotherNode(), keysOfAnotherNode(formerSecrets), fhir(), base, Clock.systemUTC()),
                fhir(),
                base,
                Clock.systemUTC());
    }
}
