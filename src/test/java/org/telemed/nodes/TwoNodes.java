package org.telemed.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.TestIssuer;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;

/** Two server processes on one PostgreSQL, started at once when it was empty, with the people of the demo. */
public final class TwoNodes implements AutoCloseable {
    private final Databases databases = new Databases();
    private final TestIssuer issuer = new TestIssuer();
    private final TwilioEmulator twilio = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private final Deployment deployment;
    private final ServerNode a;
    private final ServerNode b;

    /**
     * Starts them and waits until they are ready.
     *
     * @param directory where their working directories are made
     * @param more settings of both, besides those of every deployment
     */
    public TwoNodes(Path directory, Map<String, String> more) {
        twilio.start();
        databases.create("telemed");
        deployment = another("telemed");
        deployment.settings().putAll(more);
        a = deployment.starts(directory);
        b = deployment.starts(directory);
        a.ready();
        b.ready();
        try {
            new Caller(deployment, deployment.tokenOf("clinic"))
                    .post("", Files.readString(Path.of("test-data", "demo.json")))
                    .expecting(200);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public ServerNode a() {
        return a;
    }

    public ServerNode b() {
        return b;
    }

    Deployment deployment() {
        return deployment;
    }

    /** A deployment at the same Twilio account, without nodes yet. */
    Deployment another(String database) {
        return new Deployment(databases.url(database), twilio.baseUrl(), issuer);
    }

    Databases databases() {
        return databases;
    }

    @Override
    public void close() {
        deployment.close();
        twilio.close();
        issuer.close();
        databases.close();
    }
}
