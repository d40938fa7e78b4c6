package org.telemed.emulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts the emulator alone: {@code EmulatorMain [port]}, or the port in TELEMED_EMULATOR_PORT, else 8081.
 * TELEMED_EMULATOR_ORIGINS lists the origins of web pages, beside those of this machine, that may use the signaling.
 */
public final class EmulatorMain {

    private static final String VARIABLE = "TELEMED_EMULATOR_PORT";
    private static final String ORIGINS = "TELEMED_EMULATOR_ORIGINS";
    // Held here, or the level would be forgotten with the logger
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private EmulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        TOMCAT.setLevel(Level.WARNING);
        TwilioEmulator emulator;
        try {
            EmulatorSettings settings =
                    settings(arguments, System.getenv(VARIABLE)).withOrigins(origins(System.getenv(ORIGINS)));
            emulator = new TwilioEmulator(settings);
            emulator.start();
            System.out.println(greeting(settings, emulator.baseUrl(), emulator.signalingUrl()));
        } catch (IllegalArgumentException | PortInUseException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "twilio-emulator-stop"));
        new CountDownLatch(1).await();
    }

    /**
     * The demo's account on the port of the first argument, of the variable, or the usual one.
     *
     * @throws IllegalArgumentException if that is no port
     */
    static EmulatorSettings settings(String[] arguments, @Nullable String variable) {
        String port = arguments.length > 0 ? arguments[0] : variable;
        if (port == null || port.isBlank()) {
            return EmulatorSettings.onPort(EmulatorSettings.DEFAULT_PORT);
        }
        try {
            return EmulatorSettings.onPort(Integer.parseInt(port.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + port + "\" is no port: give a number from 0 to 65535, as argument or in " + VARIABLE, e);
        }
    }

    /** The origins of a list with commas. */
    static Set<String> origins(@Nullable String variable) {
        return variable == null
                ? Set.of()
                : Arrays.stream(variable.split(",", -1))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** What to do with it. The account is the emulator's own and opens nothing else, so its secret may be shown. */
    static String greeting(EmulatorSettings settings, String baseUrl, String signalingUrl) {
        return String.format(
                Locale.ROOT,
                """
                The Twilio Video emulator listens on %1$s, in the place of https://video.twilio.com.

                  account SID     %2$s
                  API key         %3$s
                  API key secret  %4$s
                  auth token      %5$s

                Open a room:   curl -u %3$s:%4$s -d UniqueName=visit-1 %1$s/v1/Rooms
                Meet in it:    connect(token, {wsServer: '%6$s', insights: false, iceServers: []}) of twilio-video
                Let time pass: curl -H 'Content-Type: application/json' -d '{"advance":"PT20M"}' %1$s/_emulator/clock
                See requests:  curl %1$s/_emulator/requests
                """,
                baseUrl,
                settings.accountSid(),
                settings.apiKeySid(),
                settings.apiKeySecret(),
                settings.authToken(),
                signalingUrl);
    }
}
