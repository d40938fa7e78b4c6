package org.telemed.emulator;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.telemed.emulator.callback.Callbacks;
import org.telemed.emulator.control.CallbackControl;
import org.telemed.emulator.control.ClockControl;
import org.telemed.emulator.control.ControlApi;
import org.telemed.emulator.control.FaultControl;
import org.telemed.emulator.control.Faults;
import org.telemed.emulator.control.FaultyTransport;
import org.telemed.emulator.control.RequestControl;
import org.telemed.emulator.control.RequestLog;
import org.telemed.emulator.control.RoomControl;
import org.telemed.emulator.control.SignalingControl;
import org.telemed.emulator.rest.ParticipantJson;
import org.telemed.emulator.rest.VideoApi;
import org.telemed.emulator.room.EmulatorClock;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.signaling.RoomSignaling;
import org.telemed.emulator.signaling.tcmp.EventLoop;
import org.telemed.emulator.signaling.tcmp.TcmpServer;
import org.telemed.emulator.token.AccessTokens;
import org.telemed.emulator.wire.Account;
import org.telemed.emulator.wire.CrossOriginFilter;
import org.telemed.emulator.wire.Endpoint;
import org.telemed.emulator.wire.EndpointServlet;
import org.telemed.emulator.wire.LocalOriginFilter;
import org.telemed.emulator.wire.Transport;

/**
 * A local Twilio Video: REST API, signaling for twilio-video.js, access tokens, time, faults and status callbacks, on
 * loopback only. Media flow from browser to browser: there is no media server (SFU), no recording and no TURN.
 */
public final class TwilioEmulator implements AutoCloseable {

    private final EmulatorClock clock = new EmulatorClock(Clock.systemUTC());
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog(clock);
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "twilio-emulator-tick");
        thread.setDaemon(true);
        return thread;
    });
    private final EventLoop loop = new EventLoop();
    private final Rooms rooms = new Rooms(clock);
    private final Account account;
    private final AccessTokens tokens;
    private final Callbacks callbacks;
    private final RoomSignaling signaling;
    private final WebServer server;
    private final TcmpServer sockets;

    /**
     * Takes the port; calls are answered from {@link #start()} on.
     *
     * @throws PortInUseException if another program listens there
     */
    public TwilioEmulator(EmulatorSettings settings) {
        account = settings.account();
        server = new WebServer(settings.port());
        tokens = new AccessTokens(account, clock);
        callbacks = new Callbacks(account);
        signaling = new RoomSignaling(loop, rooms, tokens);
        sockets = new TcmpServer(loop, signaling, server.connections());
        rooms.addListener(callbacks);
        rooms.addListener(signaling);
        VideoApi api = new VideoApi(account, rooms, baseUrl(), clock);
        // Twilio's SDK, sent here by a proxy or a route of its own, asks for Twilio's name
        mount("/", new CrossOriginFilter(new FaultyTransport(api, faults, log), Set.of("video.twilio.com", "api.twilio.com")));
        mount("/_emulator/*", new CrossOriginFilter(new ControlApi(controls()), Set.of()));
        Transport upgrades = new LocalOriginFilter(new FaultyTransport(sockets, faults, log), settings.origins());
        server.mount(TcmpServer.PATH, new EndpointServlet(upgrades, server.connections(), clock, sockets));
    }

    private Map<String, Endpoint> controls() {
        ParticipantJson participants = new ParticipantJson(account.accountSid(), baseUrl());
        return Map.of(
                "rooms",
                new RoomControl(rooms, tokens, participants),
                "signaling",
                new SignalingControl(signaling.connections()),
                "clock",
                new ClockControl(clock, rooms),
                "callbacks",
                new CallbackControl(callbacks),
                "faults",
                new FaultControl(faults),
                "requests",
                new RequestControl(log));
    }

    private void mount(String pattern, Transport transport) {
        server.mount(pattern, new EndpointServlet(transport, server.connections(), clock));
    }

    /** Starts to answer. */
    public void start() {
        server.start();
        var unused = ticking.scheduleWithFixedDelay(rooms::expire, 1, 1, TimeUnit.SECONDS);
    }

    public int port() {
        return server.port();
    }

    /** What stands for {@code https://video.twilio.com}, without a slash at the end. */
    public String baseUrl() {
        return "http://localhost:" + port();
    }

    /** The {@code wsServer} of twilio-video.js. */
    public String signalingUrl() {
        return "ws://localhost:" + port() + TcmpServer.PATH;
    }

    /** Stops for good; calls that hang are dropped. */
    @Override
    public void close() {
        ticking.shutdownNow();
        loop.close();
        faults.clear();
        server.stop();
        sockets.close();
        callbacks.close();
    }
}
