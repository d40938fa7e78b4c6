package org.telemed.bench;

import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.Http;

/**
 * How long news of a waiting room takes, each in a visit of its own, from the request until the event.
 *
 * @param arrivals until a moderator's stream shows the arrival, in seconds, in order
 * @param admissions until the patient's stream shows the admission
 */
record WaitingRoomCost(List<Double> arrivals, List<Double> admissions) {
    private static final String PATIENT = "Patient/jane-doe";
    private static final String ADMITTED = """
            {"resourceType": "Parameters", "parameter": [
              {"name": "participant", "valueReference": {"reference": "%s"}}]}""".formatted(PATIENT);

    /** @param visits of jane with adam, with a waiting room and a room */
    static WaitingRoomCost of(ChildServer server, List<String> visits) {
        List<Double> arrivals = new ArrayList<>();
        List<Double> admissions = new ArrayList<>();
        for (String visit : visits) {
            try (EventStream adam = watches(server, visit, "adam");
                    EventStream jane = watches(server, visit, "jane")) {
                adam.next();
                jane.until("state", "waiting");
                arrivals.add(arrival(server, visit, adam));
                admissions.add(admission(server, visit, jane));
            }
        }
        return new WaitingRoomCost(
                arrivals.stream().sorted().toList(),
                admissions.stream().sorted().toList());
    }

    /** Lets the patient in. */
    static void admit(ChildServer server, String visit) {
        server.http()
                .send("POST", path(visit, "$admit-telemed-participant"), server.tokenOf("adam"), ADMITTED)
                .expecting(200);
    }

    private static double arrival(ChildServer server, String visit, EventStream adam) {
        String jane = server.tokenOf("jane");
        long start = System.nanoTime();
        server.http()
                .send(server.http().request(path(visit, "$telemed-token"), jane).POST(BodyPublishers.noBody()))
                .expecting(422);
        while (!hasArrived(adam.next())) {
            // an event about something else
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static boolean hasArrived(JsonNode status) {
        for (JsonNode parameter : status.path("parameter")) {
            if (value(parameter, "reference").equals(PATIENT)) {
                return !value(parameter, "since").isEmpty();
            }
        }
        return false;
    }

    private static double admission(ChildServer server, String visit, EventStream jane) {
        String adam = server.tokenOf("adam");
        long start = System.nanoTime();
        server.http()
                .send("POST", path(visit, "$admit-telemed-participant"), adam, ADMITTED)
                .expecting(200);
        jane.until("state", "may-join");
        return (System.nanoTime() - start) / 1e9;
    }

    static EventStream watches(ChildServer server, String visit, String client) {
        Http http = server.http();
        return EventStream.open(http.requestWithoutEnd(path(visit, "$telemed-status"), server.tokenOf(client)))
                .opened();
    }

    private static String path(String visit, String operation) {
        return "/fhir/Encounter/" + visit + "/" + operation;
    }
}
