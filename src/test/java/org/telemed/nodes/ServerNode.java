package org.telemed.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Emulator;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Host;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.ServerProcess;
import org.telemed.fhir.FhirRelease;

/** One server process of a deployment. */
public final class ServerNode implements Host, AutoCloseable {
    private final Deployment deployment;
    private final Path directory;
    private final int port = FreePort.next();
    private final Http http = new Http("http://localhost:" + port);
    private ServerProcess process;

    /** Starts it, and does not wait. */
    ServerNode(Deployment deployment, Path parent) {
        this.deployment = deployment;
        try {
            this.directory = Files.createTempDirectory(parent, "node");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.process = started();
    }

    private ServerProcess started() {
        Map<String, String> settings = new LinkedHashMap<>(deployment.settings());
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", "" + port);
        return ServerProcess.start(directory, settings);
    }

    ServerNode ready() {
        process.awaitReady(http);
        return this;
    }

    /** SIGKILL. */
    void dies() {
        process.kill();
    }

    /** Starts again after it died, and does not wait. */
    void isStartedAgain() {
        process = started();
    }

    Caller as(String client) {
        return new Caller(this, tokenOf(client));
    }

    /** What this node's sweep comes to, now. */
    Answer sweeps() {
        return http.send(sweep()).expecting(200);
    }

    /** The same, to be sent later. */
    HttpRequest.Builder sweep() {
        return http.request("/actuator/telemedsweep", tokenOf("clinic", "actuator/telemedsweep.u"))
                .POST(BodyPublishers.noBody());
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public FhirRelease release() {
        return deployment.release();
    }

    @Override
    public Emulator twilio() {
        return deployment.twilio();
    }

    @Override
    public String tokenOf(String client) {
        return deployment.tokenOf(client);
    }

    @Override
    public String tokenOf(String client, String scope) {
        return deployment.tokenOf(client, scope);
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return deployment.tokenWith(claims);
    }

    @Override
    public void close() {
        process.close();
    }
}
