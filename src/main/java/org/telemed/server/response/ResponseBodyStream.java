package org.telemed.server.response;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Buffers a response body in memory, within a limit for all responses. A larger one is streamed to the client if a
 * thread is permitted to block for it, else it is dropped.
 */
final class ResponseBodyStream extends OutputStream {

    private enum Place {
        MEMORY,
        CLIENT,
        NOWHERE
    }

    private static final int PIECE = 64 * 1024;
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final long LONGEST_FOR_PIECE = TimeUnit.SECONDS.toNanos(1);

    private final HttpServletResponse response;
    private final String address;
    private final ResponseLimits limits;
    private final FastByteArrayOutputStream memory = new FastByteArrayOutputStream(1024);
    private Place place = Place.MEMORY;
    private String caller = "";
    private int blocks;
    private boolean thread;
    private long patience = LONGEST_PAUSE;

    ResponseBodyStream(HttpServletResponse response, String address, ResponseLimits limits) {
        this.response = response;
        this.address = address;
        this.limits = limits;
    }

    /** Whether there was neither memory nor a thread for it. */
    boolean isDropped() {
        return place == Place.NOWHERE;
    }

    boolean isInMemory() {
        return place == Place.MEMORY;
    }

    int size() {
        return memory.size();
    }

    InputStream content() {
        return memory.getInputStream();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (place == Place.MEMORY && !isRoomFor((long) memory.size() + length)) {
            leaveMemory();
        }
        switch (place) {
            case MEMORY -> memory.write(bytes, offset, length);
            case CLIENT -> send(bytes, offset, length);
            case NOWHERE -> {}
        }
    }

    private boolean isRoomFor(long size) {
        int more = Math.toIntExact((size - 1) / ResponseLimits.BLOCK) - blocks;
        if (more <= 0) {
            return true;
        }
        if (blocks == 0) {
            caller = caller();
        }
        boolean free = limits.blocks().tryAcquire(caller, more);
        blocks += free ? more : 0;
        return free;
    }

    private void leaveMemory() throws IOException {
        thread = limits.threads().tryAcquire(caller);
        if (thread) {
            passThrough();
        } else {
            place = Place.NOWHERE;
            reset();
        }
    }

    /** Sends what there is, and all that comes. */
    void passThrough() throws IOException {
        place = Place.CLIENT;
        byte[] start = memory.toByteArray();
        reset();
        send(start, 0, start.length);
    }

    /** Throws away what is in memory. */
    void reset() {
        memory.reset();
        limits.blocks().release(caller, blocks);
        blocks = 0;
    }

    /** Gives back what it took. */
    void release() {
        reset();
        if (thread) {
            limits.threads().release(caller);
            thread = false;
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        for (int sent = 0; sent < length; sent += PIECE) {
            int piece = Math.min(PIECE, length - sent);
            long start = System.nanoTime();
            response.getOutputStream().write(bytes, offset + sent, piece);
            patience -= System.nanoTime() - start - LONGEST_FOR_PIECE * piece / PIECE;
            if (patience < 0) {
                throw new IOException("The client reads too slowly.");
            }
        }
    }

    private String caller() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known == null ? "from " + address : "as " + known.getName();
    }
}
