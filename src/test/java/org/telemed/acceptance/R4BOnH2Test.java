package org.telemed.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.telemed.server.RunningServer;

/** The demo in R4B, which differs from R4 in nothing that matters here: its main flow. */
class R4BOnH2Test
        implements CreatingARoom,
                UpdatingWithARoom,
                GettingAToken,
                WhoGetsAToken,
                RoomIsServerOwned,
                RightsOfTheHost,
                ValidAnswers,
                DefinitionsAreServed {

    private static RunningServer server;
    private static Host host;

    @BeforeAll
    static void start() {
        server = RunningServer.demo("telemed.fhir-version=R4B");
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
}
