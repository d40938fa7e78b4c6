package org.telemed.server.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Start check that a port is free, because it is opened only later in the start, Tomcat's at the end. */
public final class PortCheck implements StartCheck {
    private final String prefix;
    private final int usual;
    private final @Nullable InetAddress only;

    private PortCheck(String prefix, int usual, @Nullable InetAddress only) {
        this.prefix = prefix;
        this.usual = usual;
        this.only = only;
    }

    static PortCheck server() {
        return new PortCheck("server", 8080, null);
    }

    /** Its usual port is that of the server. */
    static PortCheck management() {
        return new PortCheck("management.server", 0, null);
    }

    /** The port with that prefix, on the loopback address. */
    public static PortCheck onLoopback(String prefix) {
        return new PortCheck(prefix, 0, InetAddress.getLoopbackAddress());
    }

    @Override
    public Stream<Problem> problems(Environment settings) {
        int port = settings.getProperty(prefix + ".port", Integer.class, usual);
        if (port <= 0
                || settings.getProperty("spring.main.web-application-type", "").equals("none")) {
            return Stream.empty();
        }
        try (ServerSocket tried = new ServerSocket()) {
            tried.bind(new InetSocketAddress(address(settings), port));
            return Stream.empty();
        } catch (BindException busy) {
            return Stream.of(new Problem(
                    prefix + ".port",
                    "Port " + port + " cannot be opened (" + busy.getMessage() + "): mostly another program, or another"
                            + " start of this server, has it. Stop that, or choose another " + prefix + ".port.",
                    prefix + ".port=" + (port + 10)));
        } catch (IOException unclear) {
            return Stream.empty(); // whoever opens it will say it
        }
    }

    private @Nullable InetAddress address(Environment settings) throws UnknownHostException {
        String address = settings.getProperty(prefix + ".address", "");
        return only != null || address.isBlank() ? only : InetAddress.getByName(address);
    }
}
