package org.telemed.attacks;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.telemed.acceptance.DemoHost;
import org.telemed.acceptance.Host;
import org.telemed.server.DemoServer;

/** Attacks on the demo, R4. */
@ExtendWith(AttackLog.class)
class AttacksInR4Test extends DemoServer implements EveryAttack {

    @Autowired
    private ApplicationContext context;

    @Override
    public Host host() {
        return new DemoHost(context, http(), tokens());
    }
}
