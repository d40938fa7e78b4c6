package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The media connection between two participants, as far as it is signaled: relays each side's offers, answers and ICE
 * candidates verbatim, and keeps the latest of them for a side whose connection is lost.
 */
final class PeerConnection {

    private static final int FIRST_REVISION = 1;

    private final String id = UUID.randomUUID().toString();
    private final Session newcomer;
    private final Session other;
    private final Map<Session, JsonNode> descriptions = new HashMap<>();
    private final Map<Session, JsonNode> candidates = new HashMap<>();
    private int revision = FIRST_REVISION;
    private int offeredRevision;
    private @Nullable Session offering;

    PeerConnection(Session newcomer, Session other) {
        this.newcomer = newcomer;
        this.other = other;
    }

    String id() {
        return id;
    }

    boolean has(@Nullable Session session) {
        return newcomer.equals(session) || other.equals(session);
    }

    Session opposite(Session session) {
        return session.equals(newcomer) ? other : newcomer;
    }

    /** Commands the newcomer to begin. */
    ObjectNode createOffer() {
        return RspMessages.command(id, "create-offer", FIRST_REVISION);
    }

    /** Commands a side to end it. */
    ObjectNode close() {
        return RspMessages.command(id, "close", revision + 1);
    }

    /** Notes what that side says; empty if the opposite side must not see it. */
    Optional<JsonNode> relay(Session from, JsonNode entry) {
        JsonNode description = entry.path("description");
        if (description.isObject() && isCrossing(from, description)) {
            return Optional.empty();
        }
        if (description.isObject()) {
            note(from, description);
        }
        if (entry.has("ice")) {
            candidates.put(from, entry.path("ice"));
        }
        return Optional.of(entry);
    }

    /**
     * Of two offers that cross, the second is dropped: its side rolls back when it receives the first one, answers, and
     * offers again (twilio-video.js, "Handle a glare scenario").
     */
    private boolean isCrossing(Session from, JsonNode description) {
        return description.path("type").asText().equals("offer")
                && offering != null
                && !offering.equals(from)
                && description.path("revision").asInt() <= offeredRevision;
    }

    private void note(Session from, JsonNode description) {
        int newRevision = description.path("revision").asInt();
        if (description.path("type").asText().equals("offer")) {
            offering = from;
            offeredRevision = newRevision;
        } else if (offering != null && !offering.equals(from)) {
            offering = null;
        }
        revision = Math.max(revision, newRevision);
        descriptions.put(from, description);
    }

    /** What that side must know to go on after a lost connection. */
    ObjectNode resume(Session side) {
        JsonNode description = descriptions.get(opposite(side));
        if (description == null && side.equals(newcomer) && !descriptions.containsKey(side)) {
            return createOffer();
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("id", id);
        if (description != null) {
            entry.set("description", description);
        }
        JsonNode ice = candidates.get(opposite(side));
        if (ice != null) {
            entry.set("ice", ice);
        }
        return entry;
    }
}
