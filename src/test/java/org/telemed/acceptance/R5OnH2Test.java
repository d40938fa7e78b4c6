package org.telemed.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationContext;
import org.telemed.server.RunningServer;

/** The demo in R5. */
@ExtendWith(SuiteLog.class)
class R5OnH2Test implements EveryTopic, EveryTopicInside, RightsInTheZapehrApi, DefinitionsAreServed, TheR5Way {

    private static RunningServer server;
    private static Host host;

    @BeforeAll
    static void start() {
        server = RunningServer.demo("telemed.fhir-version=R5");
        host = DemoHost.of(server);
    }

    @AfterAll
    static void stop() {
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
