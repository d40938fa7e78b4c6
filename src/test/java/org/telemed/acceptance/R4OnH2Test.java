package org.telemed.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.telemed.server.DemoServer;

/** The demo: the standalone server, R4, H2 in memory. */
@ExtendWith(SuiteLog.class)
class R4OnH2Test extends DemoServer
        implements EveryTopic,
                EveryTopicInside,
                RightsInTheZapehrApi,
                RightsAtTheDoor,
                DefinitionsAreServed,
                DocumentedExample,
                TheZapehrClients {

    @Autowired
    private ApplicationContext context;

    @Override
    public Host host() {
        return new DemoHost(context, http(), tokens());
    }

    @Override
    public ApplicationContext inside() {
        return context;
    }
}
