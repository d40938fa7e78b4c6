package org.telemed.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;

/** Starts a host with the test data in it before the first test of a class, and closes it after the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostTest implements InThisProcess {

    private HostServer host;

    abstract HostServer started();

    @BeforeAll
    void start() {
        host = started();
        host.loadTestData();
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public ApplicationContext inside() {
        return host.context();
    }
}
