package org.telemed.bench;

import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.Http;
import org.telemed.nodes.ServerNode;

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

    /** A server, and the access tokens of its users by their names. */
    record Server(Http http, UnaryOperator<String> tokens) {
        static Server of(ChildServer child) {
            return new Server(child.http(), child::tokenOf);
        }

        static Server of(ServerNode node) {
            return new Server(node.http(), node::tokenOf);
        }

        private String tokenOf(String client) {
            return tokens.apply(client);
        }
    }

    /**
     * Measures it.
     *
     * @param server to which the requests go
     * @param watched which has the streams
     * @param visits of jane with adam, with a waiting room and a room
     */
    static WaitingRoomCost of(Server server, Server watched, List<String> visits) {
        List<Double> arrivals = new ArrayList<>();
        List<Double> admissions = new ArrayList<>();
        for (String visit : visits) {
            try (EventStream adam = watches(watched, visit, "adam");
                    EventStream jane = watches(watched, visit, "jane")) {
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
    static void admit(Server server, String visit) {
        server.http()
                .send("POST", path(visit, "$admit-telemed-participant"), server.tokenOf("adam"), ADMITTED)
                .expecting(200);
    }

    private static double arrival(Server server, String visit, EventStream adam) {
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

    private static double admission(Server server, String visit, EventStream jane) {
        String adam = server.tokenOf("adam");
        long start = System.nanoTime();
        server.http()
                .send("POST", path(visit, "$admit-telemed-participant"), adam, ADMITTED)
                .expecting(200);
        jane.until("state", "may-join");
        return (System.nanoTime() - start) / 1e9;
    }

    static EventStream watches(Server server, String visit, String client) {
        Http http = server.http();
        return EventStream.open(http.requestWithoutEnd(path(visit, "$telemed-status"), server.tokenOf(client)))
                .opened();
    }

    private static String path(String visit, String operation) {
        return "/fhir/Encounter/" + visit + "/" + operation;
    }
}
