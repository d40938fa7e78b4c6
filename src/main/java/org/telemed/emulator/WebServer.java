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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.websocket.server.WsSci;
import org.telemed.emulator.wire.ResettingProtocol;

/** A Tomcat of the emulator's own, on loopback only. */
final class WebServer {

    /** Calls may hang by the hundred when a test asks for it. */
    private static final int THREADS = 1000;

    /** As much of a refused body is read, so that the client sees the answer and not a broken connection. */
    private static final int SWALLOWED = 32 << 20;

    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final Tomcat tomcat = new Tomcat();
    private final ResettingProtocol protocol = new ResettingProtocol();
    private final Connector connector = new Connector(protocol);
    private final Path directory = temporaryDirectory();
    private final Context context;

    /** Takes the port; who connects before the start waits for it. */
    WebServer(int port) {
        // The factory is one per JVM, and a host's own
        TomcatURLStreamHandlerFactory.disable();
        tomcat.setBaseDir(directory.toString());
        // Beside another Tomcat in the same JVM a name of its own keeps their MBeans apart
        tomcat.getEngine().setName("twilio-emulator-" + SERVERS.incrementAndGet());
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setMaxThreads(THREADS);
        protocol.setAcceptCount(THREADS);
        protocol.setMaxSwallowSize(SWALLOWED);
        connector.setPort(port);
        // A unique name may hold a slash
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        context = tomcat.addContext("", directory.toString());
        context.addServletContainerInitializer(new WsSci(), Set.of());
        withoutLeakChecks(context);
        withoutStackTraces();
        bind(port);
    }

    ResettingProtocol connections() {
        return protocol;
    }

    int port() {
        return connector.getLocalPort();
    }

    void mount(String pattern, Servlet servlet) {
        Tomcat.addServlet(context, pattern, servlet);
        context.addServletMapping(pattern, pattern);
    }

    void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The Twilio emulator did not start", e);
        }
    }

    void stop() {
        try {
            if (tomcat.getServer().getState().isAvailable()) {
                tomcat.stop();
            }
            if (tomcat.getServer().getState() != LifecycleState.DESTROYED) {
                tomcat.destroy();
            }
        } catch (LifecycleException e) {
            throw new IllegalStateException("The Twilio emulator did not stop", e);
        } finally {
            // Catalina's own: deletes what is below as well
            ExpandWar.delete(directory.toFile(), false);
        }
    }

    /** There is no web application to unload, and each check warns at every stop that it needs --add-opens. */
    private static void withoutLeakChecks(Context context) {
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesObjectStreamClassCaches(false);
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    /** What Tomcat itself refuses says its status and no more. */
    private void withoutStackTraces() {
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
    }

    private void bind(int port) {
        try {
            checkFree(port);
            tomcat.init();
        } catch (IOException | LifecycleException e) {
            ExpandWar.delete(directory.toFile(), false);
            throw isPortInUse(e)
                    ? new PortInUseException(port, e)
                    : new IllegalStateException("The Twilio emulator cannot listen on port " + port, e);
        }
    }

    /** Tries the port first, because Tomcat would log a stack trace of its own as well. */
    private static void checkFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
}
