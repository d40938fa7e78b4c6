package org.telemed.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ApplicationContext;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.starter.StarterApplication;

/** In HAPI's starter: ids are numbers, nothing guards the FHIR API, and the plugin checks access tokens itself. */
class StarterHostTest implements EveryTopic, EveryTopicInside, TheZapehrClients {

    private static HostServer host;

    @BeforeAll
    static void start() {
        host = new HostServer(
                HostSettings.applicationOf(StarterApplication.class), FhirRelease.R4, HostServer::ownCheck);
        host.loadTestData();
    }

    @AfterAll
    static void stop() {
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
