package org.telemed.attacks;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.telemed.acceptance.DemoHost;
import org.telemed.acceptance.Host;
import org.telemed.server.DemoServer;

/**
 * Attacks by connections that stay open for half a minute each, on the demo. They come before a body is read and after an
 * answer is encoded, so one FHIR version shows it; and a class of their own waits while other tests compute.
 */
@ExtendWith(AttackLog.class)
class AttacksOnConnectionsTest extends DemoServer implements SlowBodies, SlowReaders {

    @Autowired
    private ApplicationContext context;

    @Override
    public Host host() {
        return new DemoHost(context, http(), tokens());
    }
}
