package org.telemed.server.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;

/** Writes an answer whenever the client takes more of it, and closes the connection at the deadline. */
final class NonBlockingWriter implements WriteListener, AsyncListener {

    private static final int PIECE = 8 * 1024;

    private final InputStream body;
    private final ServletOutputStream out;
    private final AsyncContext async;
    private final ClientConnection connection;
    private final Runnable release;
    private final byte[] piece = new byte[PIECE];
    private boolean flushed;

    /** @param release called at the end, at least once */
    NonBlockingWriter(
            InputStream body,
            ServletOutputStream out,
            AsyncContext async,
            ClientConnection connection,
            Runnable release) {
        this.body = body;
        this.out = out;
        this.async = async;
        this.connection = connection;
        this.release = release;
    }

    /** Completes when all has gone: what Tomcat still had, it would write while the thread waits. */
    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            int length = body.read(piece);
            if (length > 0) {
                out.write(piece, 0, length);
            } else if (flushed) {
                async.complete();
                return;
            } else {
                out.flush();
                flushed = true;
            }
        }
    }

    /** The client has gone. Tomcat ends the request. */
    @Override
    public void onError(Throwable gone) {
        release.run();
    }

    @Override
    public void onTimeout(AsyncEvent deadline) {
        connection.close();
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent end) {
        release.run();
    }

    @Override
    public void onError(AsyncEvent failed) {
        release.run();
        async.complete();
    }

    @Override
    public void onStartAsync(AsyncEvent again) {
        // nothing starts it again
    }
}
