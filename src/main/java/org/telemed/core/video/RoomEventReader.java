package org.telemed.core.video;

import java.util.Optional;

/** Port: verifies the vendor's callbacks and reads them. */
public interface RoomEventReader {
    /** The media type of a callback's body; a request with another one is refused unread. */
    String mediaType();

    /** Whether a request has the headers of a signed callback; if not, its body is not read. */
    boolean isSigned(Headers headers);

    /**
     * Reads one callback; never throws.
     *
     * @param body as received
     */
    Reading read(Headers headers, byte[] body);

    /** The headers of a request. */
    @FunctionalInterface
    interface Headers {
        /** The first value of the header of that name, in any case; empty if there is none. */
        Optional<String> first(String name);
    }

    /** The result of reading a callback. */
    sealed interface Reading {
        /** The signature is missing or wrong. */
        record BadSignature() implements Reading {}

        /** Signed by the vendor, but of a kind that is not handled. */
        record Ignored() implements Reading {}

        /**
         * A room event, signed by the vendor.
         *
         * @param report the event
         */
        record Event(RoomEvent report) implements Reading {}
    }
}
