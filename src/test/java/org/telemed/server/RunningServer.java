package org.telemed.server;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.MovingClock;

/** One more server in this process, beside the one of {@link DemoServer}; closed by whoever started it. */
public final class RunningServer implements AutoCloseable {

    private final Http http;
    private final ConfigurableApplicationContext context;

    private RunningServer(int port, ConfigurableApplicationContext context) {
        this.http = new Http("http://localhost:" + port);
        this.context = context;
    }

    /** The demo with these settings besides its own; its database goes with it. */
    public static RunningServer demo(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("spring.datasource.url=jdbc:h2:mem:" + FreePort.next());
        all.add("telemed.emulator.port=" + FreePort.next());
        return started(FreePort.next(), "demo", all.toArray(String[]::new));
    }

    /** No demo: a server that has these settings and no others. */
    public static RunningServer withSettings(int port, String... settings) {
        return started(port, "production", settings);
    }

    public Http http() {
        return http;
    }

    public ApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }

    private static RunningServer started(int port, String profile, String... settings) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ServerApplication.class)
                .profiles(profile)
                .initializers(made -> {
                    TestPropertyValues.of("telemed.limits.requests-per-minute=100000")
                            .and(settings)
                            .and("server.port=" + port, "server.address=127.0.0.1")
                            .and("telemed.twilio.time-limit=10s", "spring.datasource.hikari.maximum-pool-size=5")
                            .applyTo(made);
                    made.getBeanFactory().registerSingleton("telemedClock", new MovingClock());
                })
                .run();
        return new RunningServer(port, context);
    }
}
