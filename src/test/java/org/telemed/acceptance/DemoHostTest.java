package org.telemed.acceptance;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;
import org.telemed.fhir.FhirRelease;
import org.telemed.server.RunningServer;

/** Starts the demo in one FHIR version before the first test of a class, and closes it after the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DemoHostTest implements InThisProcess {

    private final FhirRelease release;
    private RunningServer server;
    private Host host;

    protected DemoHostTest(FhirRelease release) {
        this.release = release;
    }

    /** What else it is set to. */
    protected Stream<String> settings() {
        return Stream.empty();
    }

    @BeforeAll
    void start() {
        server = RunningServer.demo(Stream.concat(Stream.of("telemed.fhir-version=" + release), settings())
                .toArray(String[]::new));
        host = DemoHost.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public ApplicationContext inside() {
        return server.context();
    }
}
