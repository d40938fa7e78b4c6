package org.telemed.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface for servers that tests start. A port is free for the seconds until its server listens:
 * none is given out twice, none is one that the system gives to connections, and each fork of the tests has its own.
 */
public final class FreePort {

    /** Below those that Linux, macOS and Windows give to connections: from 32768. */
    private static final int LOWEST = 12_000;

    private static final int NUMBER = 20_000;

    /** Even and odd ports, for the two forks of the build. */
    private static final int FORKS = 2;

    private static final int FORK = Integer.getInteger("tests.fork", 1) % FORKS;
    private static int last = ThreadLocalRandom.current().nextInt(NUMBER / FORKS);

    private FreePort() {}

    public static synchronized int next() {
        for (int attempt = 0; attempt < NUMBER / FORKS; attempt++) {
            last = (last + 1) % (NUMBER / FORKS);
            int port = LOWEST + last * FORKS + FORK;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
