package org.telemed.core.watch;

import java.time.Instant;
import org.telemed.core.encounter.EncounterId;

/** An open stream about an Encounter. */
public interface Watcher {
    EncounterId encounter();

    /**
     * Something about the Encounter may have changed, or the time that the last call returned has come: checks what it is,
     * and tells the client. Called by one thread at a time.
     *
     * @return when to call again at the latest
     */
    Instant check();

    /** Ends the stream, because the server stops. */
    void close();
}
