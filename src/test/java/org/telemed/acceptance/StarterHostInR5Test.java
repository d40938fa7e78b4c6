package org.telemed.acceptance;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ApplicationContext;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.FhirVersionChoice;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.LocalIssuer;
import org.telemed.hosts.starter.StarterApplication;

/** The same in R5, where the issuer's keys are named and it publishes nothing about itself; and HAPI runs no job. */
class StarterHostInR5Test implements EveryTopic, EveryTopicInside, TheR5Way {

    private static HostServer host;

    @BeforeAll
    static void start() {
        host = new HostServer(
                HostSettings.applicationOf(StarterApplication.class),
                FhirRelease.R5,
                issuer -> Stream.of(
                        FhirVersionChoice.SETTING + "=R5",
                        "scheduling_disabled=true",
                        "telemed.security.jwk-set-uri=" + issuer.keysUrl(),
                        "telemed.security.audience=" + LocalIssuer.AUDIENCE));
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
