package org.telemed.emulator.signaling;

import java.util.List;
import org.telemed.emulator.signaling.tcmp.EventLoop;

/** The connections of participants, seen and cut from any thread. */
public final class SignalingConnections {

    private final EventLoop loop;
    private final Sessions sessions;

    SignalingConnections(EventLoop loop, Sessions sessions) {
        this.loop = loop;
        this.sessions = sessions;
    }

    /** Whose connection it is. */
    public record Entry(String roomSid, String participantSid, String identity) {

        static Entry of(Session session) {
            return new Entry(
                    session.roomSid(),
                    session.participant().sid(),
                    session.participant().identity());
        }
    }

    public List<Entry> list() {
        return loop.list(
                () -> sessions.connected().values().stream().map(Entry::of).toList());
    }

    /** Cuts all connections without a goodbye, as a broken network would. */
    public void cutAll() {
        loop.call(() -> sessions.connected().forEach((connection, session) -> connection.cut()));
    }

    /** Cuts those of one identity; whether there were any. */
    public boolean cut(String identity) {
        List<Entry> cut = loop.list(() -> sessions.connected().entrySet().stream()
                .filter(entry -> entry.getValue().participant().identity().equals(identity))
                .map(entry -> {
                    entry.getKey().cut();
                    return Entry.of(entry.getValue());
                })
                .toList());
        return !cut.isEmpty();
    }
}
