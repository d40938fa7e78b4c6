package org.telemed.acceptance;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ApplicationContext;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.LocalIssuer;
import org.telemed.hosts.guarded.GuardedApplication;

/** In a host with Spring Security of its own, in front of everything. */
class SpringSecurityHostTest implements EveryTopic, EveryTopicInside, TheZapehrClients {

    private static HostServer host;

    @BeforeAll
    static void start() {
        host = new SpringSecurityHost();
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

    /** Says 401 itself, without a body. */
    private static final class SpringSecurityHost extends HostServer {

        SpringSecurityHost() {
            super(
                    HostSettings.guardedApplicationOf(GuardedApplication.class),
                    FhirRelease.R4,
                    issuer -> Stream.of(
                            "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.url(),
                            "spring.security.oauth2.resourceserver.jwt.audiences=" + LocalIssuer.AUDIENCE));
        }

        @Override
        public boolean leavesLoginToUs() {
            return false;
        }
    }
}
