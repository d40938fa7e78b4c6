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

/** Start check that the server's port is free, because Tomcat opens it only at the end of the start. */
final class PortCheck implements StartCheck {
    private static final int DEFAULT = 8080;

    @Override
    public Stream<Problem> problems(Environment settings) {
        if (settings.getProperty("spring.main.web-application-type", "").equals("none")) {
            return Stream.empty();
        }
        return Stream.concat(
                problem("server", settings.getProperty("server.port", Integer.class, DEFAULT), settings),
                problem(
                        "management.server",
                        settings.getProperty("management.server.port", Integer.class, 0),
                        settings));
    }

    private static Stream<Problem> problem(String prefix, int port, Environment settings) {
        if (port <= 0) {
            return Stream.empty();
        }
        try (ServerSocket tried = new ServerSocket()) {
            tried.bind(new InetSocketAddress(address(settings.getProperty(prefix + ".address")), port));
            return Stream.empty();
        } catch (BindException busy) {
            return Stream.of(new Problem(
                    prefix + ".port",
                    "Port " + port + " cannot be opened (" + busy.getMessage() + "): mostly another program, or another"
                            + " start of this server, has it. Stop that, or choose another " + prefix + ".port.",
                    prefix + ".port=" + (port + 10)));
        } catch (IOException unclear) {
            return Stream.empty(); // Tomcat will say it
        }
    }

    private static @Nullable InetAddress address(@Nullable String address) throws UnknownHostException {
        return address == null ? null : InetAddress.getByName(address);
    }
}
