package org.telemed.attacks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.telemed.acceptance.DemoHost;
import org.telemed.acceptance.Host;
import org.telemed.server.RunningServer;

/** The same attacks on the demo in R5. */
@ExtendWith(AttackLog.class)
class AttacksInR5Test implements EveryAttack {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.demo("telemed.fhir-version=R5");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public Host host() {
        return DemoHost.of(server);
    }
}
