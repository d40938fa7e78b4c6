package org.telemed.scratch;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.telemed.acceptance.*;
import org.telemed.server.DemoServer;

class GuestsR4ScratchTest extends DemoServer implements GuestsByLink {
    @Autowired
    private ApplicationContext context;

    @Override
    public Host host() {
        return new DemoHost(context, http(), tokens());
    }
}
