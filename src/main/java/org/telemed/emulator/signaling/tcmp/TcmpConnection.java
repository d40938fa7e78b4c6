package org.telemed.emulator.signaling.tcmp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * One client's connection: the handshake, heartbeats in both directions, messages, and the farewell. Confined to the
 * event loop. Its timeouts are real time, not the emulator's clock: they measure a network, not a visit.
 */
public final class TcmpConnection {

    /** As twilio-video.js waits for its {@code welcome}. */
    static final Duration HELLO_TIMEOUT = Duration.ofSeconds(5);

    /** How long a connection may last without belonging to a participant. */
    static final Duration USE_TIMEOUT = Duration.ofSeconds(30);

    private static final int VERSION = 2;
    private static final int USUAL_HEARTBEAT = 5000;
    /** A newcomer to a room of 50 sends some ten messages for each of the others. */
    private static final int BURST = 1000;

    private static final int PER_SECOND = 100;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final TcmpSocket socket;
    private final TcmpListener listener;
    private final RateLimit rate;
    private final Heartbeat heartbeat;
    private final long opened;
    private State state = State.AWAITING_HELLO;
    private boolean inUse;

    private enum State {
        AWAITING_HELLO,
        OPEN,
        CLOSED
    }

    TcmpConnection(TcmpSocket socket, TcmpListener listener, long now) {
        this.socket = socket;
        this.listener = listener;
        this.opened = now;
        this.heartbeat = new Heartbeat(now);
        this.rate = new RateLimit(BURST, PER_SECOND, now);
    }

    /** Carries a message to the client. */
    public void send(JsonNode body) {
        ObjectNode message = message("msg");
        message.set("body", body);
        transmit(message);
    }

    /** Carries a last message, and closes. */
    public void finish(JsonNode body) {
        send(body);
        close(CloseCode.NORMAL, "");
    }

    /** Ends it without a word, as a broken network would. */
    public void cut() {
        socket.cut();
        over(false);
    }

    /** A participant has this connection now, so that it may stay. */
    public void use() {
        inUse = true;
    }

    /** Whether no hello has come. */
    boolean isSilent() {
        return state == State.AWAITING_HELLO;
    }

    void receive(String text, long now) {
        if (state == State.CLOSED) {
            return;
        }
        heartbeat.heard(now);
        if (!rate.allows(now)) {
            close(CloseCode.POLICY_VIOLATED, "Too many messages");
            return;
        }
        try {
            receive(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            bad("A message must be JSON");
        }
    }

    private void receive(JsonNode message) {
        switch (message.path("type").asText()) {
            case "hello" -> hello(message);
            case "heartbeat" -> checkOpen();
            case "msg" -> {
                if (checkOpen()) {
                    deliver(message.path("body"));
                }
            }
            case "bye" -> {
                over(true);
                socket.close(CloseCode.NORMAL, "");
            }
            default -> bad("A message must have a type: hello, heartbeat, msg or bye");
        }
    }

    /** The SDK repeats its {@code hello}, body included, if the welcome is late; then the first one counts. */
    private void hello(JsonNode message) {
        if (message.path("version").asInt() != VERSION) {
            bad("The version of TCMP must be " + VERSION);
            return;
        }
        boolean first = state == State.AWAITING_HELLO;
        int interval = heartbeat.negotiate(message.path("timeout").asInt(USUAL_HEARTBEAT));
        state = State.OPEN;
        transmit(message("welcome").put("negotiatedTimeout", interval));
        if (first && message.has("body")) {
            deliver(message.path("body"));
        }
    }

    private void deliver(JsonNode body) {
        if (body.isObject()) {
            listener.received(this, body);
        } else {
            bad("A message must have a body, an object");
        }
    }

    private boolean checkOpen() {
        if (state == State.AWAITING_HELLO) {
            bad("A hello must come first");
        }
        return state == State.OPEN;
    }

    /** Looks at the time: sends a heartbeat if one is due, and ends what is silent. */
    void tick(long now) {
        if (state == State.AWAITING_HELLO && isPast(opened, HELLO_TIMEOUT, now)) {
            close(CloseCode.POLICY_VIOLATED, "No hello within " + HELLO_TIMEOUT.toSeconds() + " s");
        } else if (state == State.OPEN && !inUse && isPast(opened, USE_TIMEOUT, now)) {
            close(CloseCode.POLICY_VIOLATED, "No connect within " + USE_TIMEOUT.toSeconds() + " s");
        } else if (state == State.OPEN && heartbeat.isMissed(now)) {
            cut();
        } else if (state == State.OPEN && heartbeat.isDue(now)) {
            transmit(message("heartbeat"));
        }
    }

    /** The socket is gone. */
    void lost() {
        over(false);
    }

    /** Closes once everything is sent. */
    void close(int code, String reason) {
        socket.close(code, reason);
        over(false);
    }

    private void bad(String reason) {
        transmit(message("bad").put("reason", reason));
        close(CloseCode.POLICY_VIOLATED, reason);
    }

    private void over(boolean bye) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            listener.closed(this, bye);
        }
    }

    private void transmit(ObjectNode message) {
        if (state != State.CLOSED) {
            socket.send(message.toString());
        }
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static boolean isPast(long since, Duration limit, long now) {
        return now - since > limit.toNanos();
    }
}
