package org.telemed.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;

/** Whether rooms are as the Encounters say, and Encounters as the story says; in words, where not. */
final class Agreement {
    private static final String ROOM = "https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release";

    private static final String WAITING_ROOM =
            "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room";

    private final World world;

    Agreement(World world) {
        this.world = world;
    }

    /** What is wrong now; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<JsonNode> rooms = world.twilio().roomsInProgress();
        world.visits().forEach(visit -> {
            judgeDocumented(visit, problems);
            judgeAdmissions(visit, problems);
            rooms.stream()
                    .filter(room -> isOurs(room) && name(room).equals(visit.id()))
                    .forEach(room -> judgeRoom(room.path("sid").asText(), visit, problems));
        });
        Set<String> inProgress =
                rooms.stream().map(room -> room.path("sid").asText()).collect(Collectors.toSet());
        world.strangers().forEach(room -> judgeStrangers(room, inProgress, problems));
        return problems;
    }

    private void judgeRoom(String sid, Visit visit, List<String> problems) {
        if (!visit.isJoinable()) {
            problems.add("the room " + sid + " is still open for " + visit);
        }
        Set<String> inside = world.twilio().connected(sid);
        inside.removeAll(world.mayBeIn(visit));
        if (!inside.isEmpty()) {
            problems.add(inside + " are in the room " + sid + " of " + visit + ", against " + world.decisions(visit));
        }
    }

    /** No admission outlives its visit, or its person's place on the list. */
    private void judgeAdmissions(Visit visit, List<String> problems) {
        Decisions decisions = world.decisions(visit);
        boolean over = visit.is(Visit.Phase.CLOSED) || visit.is(Visit.Phase.DELETED);
        decisions.statuses().keySet().stream()
                .filter(decisions::isOpen)
                .filter(person -> over || !visit.hasMember(person, world.now()))
                .forEach(person ->
                        problems.add("the admission of " + person + " is still open: " + decisions + ", " + visit));
    }

    private void judgeStrangers(StrangersRoom room, Set<String> inProgress, List<String> problems) {
        if (!inProgress.contains(room.sid())) {
            problems.add("the strangers' room " + room + " was ended");
        } else if (!world.twilio().connected(room.sid()).equals(room.people())) {
            problems.add("somebody was thrown out of the strangers' room " + room);
        }
    }

    private void judgeDocumented(Visit visit, List<String> problems) {
        List<String> documented = world.stored(visit).map(Agreement::rooms).orElse(List.of());
        List<String> expected = visit.room().isEmpty() ? List.of() : List.of(visit.room());
        if (!documented.equals(expected)) {
            problems.add("the Encounter documents " + documented + ": " + visit);
        }
        boolean waitingRoom =
                world.stored(visit).filter(Agreement::hasWaitingRoom).isPresent();
        if (!visit.is(Visit.Phase.DELETED) && waitingRoom != visit.hasWaitingRoom()) {
            problems.add("the Encounter says of a waiting room " + waitingRoom + ": " + visit);
        }
    }

    boolean isOurs(JsonNode room) {
        return room.path("status_callback").asText().startsWith(FaultServer.HTTP.root() + "/");
    }

    static String name(JsonNode room) {
        return room.path("unique_name").asText();
    }

    static boolean hasWaitingRoom(Encounter encounter) {
        return encounter.getExtensionsByUrl(WAITING_ROOM).stream()
                .anyMatch(extension -> ((BooleanType) extension.getValue()).booleanValue());
    }

    /** The addresses that the Encounter has in our extension. */
    static List<String> rooms(Encounter encounter) {
        return encounter.getExtensionsByUrl(ROOM).stream()
                .flatMap(service -> service.getExtensionsByUrl("addressString").stream())
                .map(Extension::getValue)
                .map(Object::toString)
                .toList();
    }
}
