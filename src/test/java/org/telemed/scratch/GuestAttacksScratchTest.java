package org.telemed.scratch;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.telemed.acceptance.*;
import org.telemed.attacks.GuestLinks;
import org.telemed.server.DemoServer;

class GuestAttacksScratchTest extends DemoServer implements GuestLinks {
    @Autowired
    private ApplicationContext context;

    @Override
    public Host host() {
        return new DemoHost(context, http(), tokens());
    }
}
