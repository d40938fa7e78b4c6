package org.telemed.emulator;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.telemed.emulator.callback.Callbacks;
import org.telemed.emulator.control.AccessTokens;
import org.telemed.emulator.control.CallbackControl;
import org.telemed.emulator.control.ClockControl;
import org.telemed.emulator.control.ControlApi;
import org.telemed.emulator.control.FaultControl;
import org.telemed.emulator.control.Faults;
import org.telemed.emulator.control.FaultyTransport;
import org.telemed.emulator.control.RequestControl;
import org.telemed.emulator.control.RequestLog;
import org.telemed.emulator.control.RoomControl;
import org.telemed.emulator.rest.ParticipantJson;
import org.telemed.emulator.rest.VideoApi;
import org.telemed.emulator.room.EmulatorClock;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.wire.Account;
import org.telemed.emulator.wire.CrossOriginFilter;
import org.telemed.emulator.wire.EndpointServlet;
import org.telemed.emulator.wire.Transport;

/** A local Twilio Video: REST API, access tokens, time, faults and status callbacks, on loopback only. */
public final class TwilioEmulator implements AutoCloseable {

    private final EmulatorClock clock = new EmulatorClock(Clock.systemUTC());
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog(clock);
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "twilio-emulator-tick");
        thread.setDaemon(true);
        return thread;
    });
    private final Callbacks callbacks;
    private final WebServer server;
    private final Rooms rooms;

    /**
     * Takes the port; calls are answered from {@link #start()} on.
     *
     * @throws PortInUseException if another program listens there
     */
    public TwilioEmulator(EmulatorSettings settings) {
        Account account = settings.account();
        server = new WebServer(settings.port());
        callbacks = new Callbacks(account);
        rooms = new Rooms(clock, callbacks);
        VideoApi api = new VideoApi(account, rooms, baseUrl(), clock);
        RoomControl joins = new RoomControl(
                rooms, new AccessTokens(account, clock), new ParticipantJson(account.accountSid(), baseUrl()));
        ControlApi controls = new ControlApi(Map.of(
                "rooms",
                joins,
                "clock",
                new ClockControl(clock, rooms),
                "callbacks",
                new CallbackControl(callbacks),
                "faults",
                new FaultControl(faults),
                "requests",
                new RequestControl(log)));
        // Twilio's SDK, sent here by a proxy or a route of its own, asks for Twilio's name
        mount("/", new CrossOriginFilter(new FaultyTransport(api, faults, log), Set.of("video.twilio.com")));
        mount("/_emulator/*", new CrossOriginFilter(controls, Set.of()));
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

    /** Stops for good; calls that hang are dropped. */
    @Override
    public void close() {
        ticking.shutdownNow();
        faults.clear();
        server.stop();
        callbacks.close();
    }
}
