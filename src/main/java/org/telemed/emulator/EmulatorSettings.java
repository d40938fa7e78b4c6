package org.telemed.emulator;

import java.util.Set;
import org.telemed.emulator.wire.Account;

/**
 * Where the emulator listens, and whose account it is.
 *
 * @param port 0 for any that is free
 * @param origins of web pages that may use the signaling, beside those of this machine; {@code *} for all
 */
public record EmulatorSettings(
        int port, String accountSid, String apiKeySid, String apiKeySecret, String authToken, Set<String> origins) {

    /** The port of the demo. */
    public static final int DEFAULT_PORT = 8081;

    private static final String ZEROS = "0".repeat(32);

    public EmulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The emulator's port must be from 0 to 65535, not " + port);
        }
        origins = Set.copyOf(origins);
    }

    /** The demo's fixed account, on that port. */
    public static EmulatorSettings onPort(int port) {
        return new EmulatorSettings(
                port,
                "AC" + ZEROS,
                "SK" + ZEROS,
                "demo-api-key-secret-demo-api-key-secret",
                "demo-auth-token",
                Set.of());
    }

    /** The same, and web pages of these origins may use the signaling. */
    public EmulatorSettings withOrigins(Set<String> allowed) {
        return new EmulatorSettings(port, accountSid, apiKeySid, apiKeySecret, authToken, allowed);
    }

    /** The demo's fixed account, on any free port. */
    public static EmulatorSettings onAnyPort() {
        return onPort(0);
    }

    Account account() {
        return new Account(accountSid, apiKeySid, apiKeySecret, authToken);
    }

    @Override
    public String toString() {
        return "EmulatorSettings[port=" + port + ", accountSid=" + accountSid + ", apiKeySid=" + apiKeySid
                + ", secrets redacted]";
    }
}
