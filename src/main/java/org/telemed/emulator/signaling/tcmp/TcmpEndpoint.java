package org.telemed.emulator.signaling.tcmp;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Receives the frames of one WebSocket: puts messages together, and refuses binary and large ones. */
final class TcmpEndpoint extends Endpoint {

    /** In characters; an offer with a dozen tracks has some 40,000. */
    static final int LARGEST_MESSAGE = 1 << 18;

    private static final Duration SLOWEST_SEND = Duration.ofSeconds(10);
    /** Tomcat's own properties, in milliseconds: how long closing may take. */
    private static final String CLOSE_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";
    private static final Long TWO_SECONDS = 2000L;

    private final EventLoop loop;
    private final Function<Session, TcmpConnection> connections;
    private final StringBuilder message = new StringBuilder();
    private @Nullable TcmpConnection connection;
    private boolean refused;

    TcmpEndpoint(EventLoop loop, Function<Session, TcmpConnection> connections) {
        this.loop = loop;
        this.connections = connections;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.getUserProperties().put(CLOSE_SEND_TIMEOUT, TWO_SECONDS);
        session.getUserProperties().put(CLOSE_TIMEOUT, TWO_SECONDS);
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        remote.setSendTimeout(SLOWEST_SEND.toMillis());
        TcmpConnection opened = connections.apply(session);
        connection = opened;
        session.addMessageHandler(String.class, text(opened));
        session.addMessageHandler(ByteBuffer.class, binary(opened));
    }

    private MessageHandler.Partial<String> text(TcmpConnection opened) {
        return (part, last) -> {
            if (refused) {
                return;
            }
            if (message.length() + part.length() > LARGEST_MESSAGE) {
                refuse(opened, CloseCode.TOO_BIG, "A message has at most " + LARGEST_MESSAGE + " characters");
                return;
            }
            message.append(part);
            if (last) {
                String text = message.toString();
                message.setLength(0);
                loop.call(() -> opened.receive(text, System.nanoTime()));
            }
        };
    }

    private MessageHandler.Partial<ByteBuffer> binary(TcmpConnection opened) {
        return (part, last) -> refuse(opened, CloseCode.CANNOT_ACCEPT, "Messages are text");
    }

    private void refuse(TcmpConnection opened, int code, String reason) {
        if (!refused) {
            refused = true;
            loop.execute(() -> opened.close(code, reason));
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        TcmpConnection closed = connection;
        if (closed != null) {
            loop.execute(closed::lost);
        }
    }

    /** A broken connection, or text that is not UTF-8: Tomcat closes by itself, and says so in {@code onClose}. */
    @Override
    public void onError(Session session, Throwable failure) {
        // nothing of it belongs into a log
    }
}
