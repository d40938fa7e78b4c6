package org.telemed.emulator.signaling.tcmp;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Connections;
import org.telemed.emulator.wire.Endpoint;
import org.telemed.emulator.wire.Upgrade;

/** Takes WebSockets, up to a limit, and keeps the time of those that are open. */
public final class TcmpServer implements Endpoint, Upgrade, AutoCloseable {

    /** Six rooms of the largest size. */
    static final int MOST_CONNECTIONS = 300;

    /** Where it is mounted. */
    public static final String PATH = "/signaling";

    private static final Duration TICK = Duration.ofMillis(500);

    private final EventLoop loop;
    private final Connections transport;
    /** Confined to the event loop. */
    private final Set<TcmpConnection> connections = new LinkedHashSet<>();

    private final TcmpListener listener;
    private final ThreadPoolExecutor closer = new ThreadPoolExecutor(
            4,
            4,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            TcmpServer::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    /** Carries messages to and from the listener, on that loop. */
    public TcmpServer(EventLoop loop, TcmpListener listener, Connections transport) {
        this.loop = loop;
        this.listener = forgetting(listener);
        this.transport = transport;
        closer.allowCoreThreadTimeOut(true);
        loop.every(TICK, this::tick);
    }

    @Override
    public Answer answer(Call call) {
        boolean asked =
                call.header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
        return asked && call.method().equals("GET")
                ? Answer.switchingProtocols()
                : Answer.problem(426, "Only WebSockets are answered here").withHeader("Upgrade", "websocket");
    }

    @Override
    public void upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String address = request.getRemoteAddr();
        int port = request.getRemotePort();
        TcmpEndpoint endpoint = new TcmpEndpoint(loop, session -> open(session, () -> transport.reset(address, port)));
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(TcmpEndpoint.class, PATH)
                .configurator(new OneEndpoint(endpoint))
                .build();
        ServerContainer container =
                (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        // Or threads that begin while a WebSocket is served would be warned of as leaks of a web application
        thread.setContextClassLoader(TcmpServer.class.getClassLoader());
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    private TcmpConnection open(Session session, Runnable reset) {
        TcmpConnection connection =
                new TcmpConnection(new WebSocketSender(session, reset, closer), listener, System.nanoTime());
        loop.execute(() -> register(connection));
        return connection;
    }

    /** Beyond the limit, sockets that have not said hello make room. */
    private void register(TcmpConnection connection) {
        if (connections.size() == MOST_CONNECTIONS) {
            TcmpConnection idle = connections.stream()
                    .filter(TcmpConnection::isSilent)
                    .findFirst()
                    .orElse(connection);
            idle.close(CloseCode.TRY_AGAIN_LATER, "The emulator has " + MOST_CONNECTIONS + " connections");
        }
        if (connections.size() < MOST_CONNECTIONS) {
            connections.add(connection);
        }
    }

    private TcmpListener forgetting(TcmpListener next) {
        return new TcmpListener() {
            @Override
            public void received(TcmpConnection connection, JsonNode body) {
                next.received(connection, body);
            }

            @Override
            public void closed(TcmpConnection connection, boolean bye) {
                connections.remove(connection);
                next.closed(connection, bye);
            }
        };
    }

    private void tick() {
        long now = System.nanoTime();
        List.copyOf(connections).forEach(connection -> connection.tick(now));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "twilio-emulator-signaling-close");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        closer.shutdown();
    }

    /** Gives a WebSocket the endpoint that was made for it, and no extension: deflating costs memory for each. */
    private static final class OneEndpoint extends ServerEndpointConfig.Configurator {

        private final TcmpEndpoint endpoint;

        OneEndpoint(TcmpEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(endpoint);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }
}
