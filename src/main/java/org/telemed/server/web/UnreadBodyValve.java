package org.telemed.server.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.telemed.hapi.http.BodyProbe;

/**
 * Closes the connection of a request whose body was not read. Tomcat would read it completely, without a deadline, to
 * reuse the connection. Also sets the {@link BodyProbe} of each request.
 *
 * <p>A client that is still sending would see a broken connection instead of its refusal, so what arrives at once is taken
 * off the wire: a moment's worth for a stranger, up to five seconds for whoever sent too much with a valid access token.
 */
final class UnreadBodyValve extends ValveBase {

    /** A request attribute: the client is known, so that more of its body is read, and thrown away. */
    static final String READ_ON = UnreadBodyValve.class.getName() + ".READ_ON";

    private static final Linger STRANGER = new Linger(300, 50, 4L << 20);
    private static final Linger CALLER = new Linger(5_000, 250, 32L << 20);

    UnreadBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        request.setAttribute(BodyProbe.ATTRIBUTE, probe(connection));
        getNext().invoke(request, response);
        if (!request.isAsync() && !isRead(connection)) {
            connection.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            response.setHeader(
                    "Connection", "close"); // else the client sends its next request into a closed connection
            response.finishResponse();
            (request.getAttribute(READ_ON) == null ? STRANGER : CALLER).readOn(connection);
        }
    }

    private static BodyProbe probe(org.apache.coyote.Request connection) {
        return () -> {
            connection.action(ActionCode.ACK, ContinueResponseTiming.ON_REQUEST_BODY_READ);
            return available(connection);
        };
    }

    private static int available(org.apache.coyote.Request connection) {
        connection.action(ActionCode.AVAILABLE, true);
        return connection.getAvailable();
    }

    private static boolean isRead(org.apache.coyote.Request connection) {
        AtomicBoolean read = new AtomicBoolean();
        connection.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /** Limits for what is read and thrown away. */
    private record Linger(long millis, long idleMillis, long bytes) {

        private static final long PAUSE_MILLIS = 5;

        void readOn(org.apache.coyote.Request connection) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            long lastByte = System.nanoTime();
            long left = bytes;
            DiscardingInputBuffer discard = new DiscardingInputBuffer();
            try {
                while (left > 0 && System.nanoTime() < end && !isRead(connection)) {
                    if (available(connection) > 0) {
                        left -= Math.max(1, connection.doRead(discard));
                        lastByte = System.nanoTime();
                    } else if (System.nanoTime() - lastByte > TimeUnit.MILLISECONDS.toNanos(idleMillis)) {
                        return;
                    } else {
                        Thread.sleep(PAUSE_MILLIS);
                    }
                }
            } catch (IOException gone) {
                // The client closed the connection first
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tomcat input buffer that discards what is read. */
    private static final class DiscardingInputBuffer implements ApplicationBufferHandler {

        private ByteBuffer last = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return last;
        }

        @Override
        public void expand(int size) {
            // Nothing is collected
        }
    }
}
