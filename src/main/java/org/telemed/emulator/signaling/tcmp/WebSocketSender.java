package org.telemed.emulator.signaling.tcmp;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends text frames one after the other, asynchronously, from a queue with a limit. Who does not read what is sent is
 * cut off, like one whose network is gone.
 */
final class WebSocketSender implements TcmpSocket {

    /** A newcomer to a room of 50 receives an offer of some 10 KB, and its candidates, from each of the others. */
    private static final int MOST_CHARACTERS = 8 << 20;

    private static final int MOST_FRAMES = 4000;

    private final Session session;
    private final Runnable reset;
    private final Executor closer;
    private final Deque<String> queue = new ArrayDeque<>();
    private int characters;
    private boolean sending;
    private boolean cut;
    private @Nullable CloseReason closing;

    /**
     * Sends over that session.
     *
     * @param reset resets the TCP connection
     * @param closer closes sessions, which may take a while
     */
    WebSocketSender(Session session, Runnable reset, Executor closer) {
        this.session = session;
        this.reset = reset;
        this.closer = closer;
    }

    @Override
    public void send(String text) {
        if (!enqueue(text)) {
            cut();
        }
    }

    private boolean enqueue(String text) {
        boolean idle;
        synchronized (this) {
            if (closing != null) {
                return true;
            }
            if (queue.size() == MOST_FRAMES || characters + text.length() > MOST_CHARACTERS) {
                return false;
            }
            queue.addLast(text);
            characters += text.length();
            idle = !sending;
            sending = true;
        }
        if (idle) {
            sendNext();
        }
        return true;
    }

    private void sendNext() {
        String text;
        CloseReason reason;
        synchronized (this) {
            if (cut) {
                return;
            }
            text = queue.pollFirst();
            reason = closing;
            sending = text != null;
            characters -= text == null ? 0 : text.length();
        }
        if (text != null) {
            transmit(text);
        } else if (reason != null) {
            closer.execute(() -> close(reason));
        }
    }

    private void transmit(String text) {
        try {
            session.getAsyncRemote().sendText(text, this::sent);
        } catch (IllegalStateException e) {
            // closed meanwhile
            cut();
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            sendNext();
        } else {
            cut();
        }
    }

    @Override
    public void close(int code, String reason) {
        boolean idle;
        synchronized (this) {
            if (closing != null) {
                return;
            }
            closing = new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason);
            idle = !sending;
        }
        if (idle) {
            sendNext();
        }
    }

    @Override
    public void cut() {
        synchronized (this) {
            if (cut) {
                return;
            }
            cut = true;
            queue.clear();
            closing = new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "");
        }
        reset.run();
        // Tomcat does not notice by itself
        closer.execute(() -> close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "")));
    }

    private void close(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            // gone already
        }
    }
}
