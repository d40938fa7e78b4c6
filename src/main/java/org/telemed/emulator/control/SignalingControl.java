package org.telemed.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.telemed.emulator.signaling.SignalingConnections;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;

/** GET and DELETE /_emulator/signaling/connections, and DELETE of one identity's below it: a network that breaks. */
public final class SignalingControl implements Endpoint {

    private final SignalingConnections connections;

    public SignalingControl(SignalingConnections connections) {
        this.connections = connections;
    }

    @Override
    public Answer answer(Call call) {
        List<String> path = call.segments();
        if (path.size() < 3 || path.size() > 4 || !path.get(2).equals("connections")) {
            return Answer.problem(404, "There is no " + call.path() + " here");
        }
        boolean all = path.size() == 3;
        if (all && call.method().equals("GET")) {
            return Answer.json(200, json());
        }
        if (!call.method().equals("DELETE")) {
            return ControlApi.notAllowed(call);
        }
        if (all) {
            connections.cutAll();
        } else if (!connections.cut(path.get(3))) {
            return Answer.problem(404, "Nobody of that identity has a connection");
        }
        return Answer.noContent();
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("connections");
        connections
                .list()
                .forEach(entry -> array.addObject()
                        .put("roomSid", entry.roomSid())
                        .put("participantSid", entry.participantSid())
                        .put("identity", entry.identity()));
        return json;
    }
}
