package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.LocalIssuer;
import org.telemed.hosts.guarded.GuardedApplication;

/** In a host with Spring Security of its own, in front of everything. */
class SpringSecurityHostTest extends HostTest implements HostTopics, HostTopicsInside, TheZapehrApi, TheZapehrClients {

    @Override
    HostServer started() {
        return new SpringSecurityHost();
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
