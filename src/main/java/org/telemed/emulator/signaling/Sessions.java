package org.telemed.emulator.signaling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.telemed.emulator.signaling.tcmp.TcmpConnection;

/** The sessions of all rooms, and the connection that each has. Confined to the event loop. */
final class Sessions {

    private final Map<String, Session> byId = new LinkedHashMap<>();
    private final Map<String, Session> byParticipantSid = new LinkedHashMap<>();
    private final Map<TcmpConnection, Session> byConnection = new LinkedHashMap<>();

    void add(Session session, TcmpConnection connection) {
        byId.put(session.id(), session);
        byParticipantSid.put(session.participant().sid(), session);
        attach(session, connection);
    }

    /** Lets a session go on with that connection; a former one is cut. */
    void attach(Session session, TcmpConnection connection) {
        TcmpConnection former = session.detach();
        byConnection.put(connection, session);
        session.attach(connection);
        if (former != null) {
            byConnection.remove(former);
            former.cut();
        }
    }

    /** Takes the connection from its session, if it has one. */
    Optional<Session> detach(TcmpConnection connection) {
        Optional<Session> session = Optional.ofNullable(byConnection.remove(connection));
        session.ifPresent(Session::detach);
        return session;
    }

    Optional<Session> on(TcmpConnection connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    Optional<Session> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Session> of(String participantSid) {
        return Optional.ofNullable(byParticipantSid.get(participantSid));
    }

    /** Forgets a session, and answers with the connection that it had. */
    Optional<TcmpConnection> remove(Session session) {
        byId.remove(session.id());
        byParticipantSid.remove(session.participant().sid());
        TcmpConnection connection = session.detach();
        if (connection != null) {
            byConnection.remove(connection);
        }
        return Optional.ofNullable(connection);
    }

    Map<TcmpConnection, Session> connected() {
        return new LinkedHashMap<>(byConnection);
    }
}
