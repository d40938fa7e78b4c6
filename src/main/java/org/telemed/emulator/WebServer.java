package org.telemed.emulator;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.telemed.emulator.wire.ResettingProtocol;

/** A Tomcat of the emulator's own, on loopback only. */
final class WebServer {

    /** Calls may hang by the hundred when a test asks for it. */
    private static final int THREADS = 1000;

    private final Tomcat tomcat = new Tomcat();
    private final ResettingProtocol protocol = new ResettingProtocol();
    private final Connector connector = new Connector(protocol);
    private final Path directory;
    private final Context context;
    private final int port;

    WebServer(int port) {
        // The factory is one per JVM, and a host's own
        TomcatURLStreamHandlerFactory.disable();
        this.port = free(port);
        this.directory = temporaryDirectory();
        tomcat.setBaseDir(directory.toString());
        // Beside another Tomcat in the same JVM a name of its own keeps their MBeans apart
        tomcat.getEngine().setName("twilio-emulator-" + this.port);
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setMaxThreads(THREADS);
        protocol.setAcceptCount(THREADS);
        connector.setPort(this.port);
        // A unique name may hold a slash
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        context = tomcat.addContext("", directory.toString());
    }

    ResettingProtocol connections() {
        return protocol;
    }

    int port() {
        return port;
    }

    void mount(String pattern, Servlet servlet) {
        Tomcat.addServlet(context, pattern, servlet);
        context.addServletMappingDecoded(pattern, pattern);
    }

    void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            stop();
            throw isPortInUse(e)
                    ? new PortInUseException(port, e)
                    : new IllegalStateException("The Twilio emulator did not start", e);
        }
    }

    void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The Twilio emulator did not stop", e);
        } finally {
            delete(directory);
        }
    }

    /** Tries the port first: Tomcat would only log that it is taken. */
    private static int free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new PortInUseException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPortInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("twilio-emulator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        // Catalina's own: deletes what is below as well
        ExpandWar.delete(directory.toFile(), false);
    }
}
