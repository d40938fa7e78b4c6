package org.telemed.server.demo;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.telemed.server.start.StartCheck;

/**
 * Start check of the demo, whose passwords are public: refuses other machines, permanent databases and real Twilio
 * accounts.
 */
final class DemoSafetyCheck implements StartCheck {

    private static final String ZEROS = "0".repeat(32);

    @Override
    public Stream<Problem> problems(Environment settings) {
        List<Problem> problems = new ArrayList<>();
        if (!isLoopback(settings.getProperty("server.address"))) {
            problems.add(problem(
                    "server.address", "must be a loopback address: the demo is not for other machines", "127.0.0.1"));
        }
        if (!settings.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:mem:")) {
            problems.add(problem(
                    "spring.datasource.url",
                    "must be an H2 database in memory: the demo leaves nothing behind",
                    "jdbc:h2:mem:telemed"));
        }
        twilio(settings).forEach(problems::add);
        ports(settings).ifPresent(problems::add);
        return problems.stream();
    }

    private static Optional<Problem> ports(Environment settings) {
        String port = settings.getProperty("server.port", "0");
        return port.equals("0") || !port.equals(settings.getProperty(DemoEmulator.PORT))
                ? Optional.empty()
                : Optional.of(new Problem(
                        DemoEmulator.PORT,
                        DemoEmulator.PORT + " must be another port than server.port.",
                        DemoEmulator.PORT + "=8091"));
    }

    private static Stream<Problem> twilio(Environment settings) {
        return Stream.of(
                        unlessEmulators(settings, "telemed.vendor", "twilio"),
                        unlessEmulators(settings, "telemed.twilio.account-sid", "AC" + ZEROS),
                        unlessEmulators(settings, "telemed.twilio.api-key-sid", "SK" + ZEROS),
                        unlessLocal(settings, "telemed.twilio.base-url"))
                .flatMap(found -> found);
    }

    private static Stream<Problem> unlessEmulators(Environment settings, String setting, String emulators) {
        String value = settings.getProperty(setting, "");
        return value.isBlank() || value.equals(emulators)
                ? Stream.empty()
                : Stream.of(problem(setting, "must not be a real one: the demo talks to its own emulator", emulators));
    }

    private static Stream<Problem> unlessLocal(Environment settings, String setting) {
        String value = settings.getProperty(setting, "");
        return value.isBlank() || isLoopback(host(value))
                ? Stream.empty()
                : Stream.of(problem(
                        setting,
                        "must be on this machine: the demo talks to its own emulator",
                        "http://127.0.0.1:8081"));
    }

    private static Problem problem(String setting, String rule, String example) {
        return new Problem(
                setting,
                setting + " " + rule + ". Leave it unset, or run the server without the demo profile.",
                setting + "=" + example);
    }

    private static @Nullable String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null
                    && !host.isBlank()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
