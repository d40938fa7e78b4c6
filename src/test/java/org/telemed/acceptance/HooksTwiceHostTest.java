package org.telemed.acceptance;

import java.util.Map;
import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.twice.HooksTwiceApplication;
import org.telemed.hosts.twice.Sessions;

/** In a host that fires each storage hook twice and knows its users in its own way. */
class HooksTwiceHostTest extends HostTest implements HostTopics, HostTopicsInside, RepositoryFails, TheZapehrClients {

    @Override
    HostServer started() {
        return new HooksTwiceHost();
    }

    /** Its tokens are those of its sessions. */
    private static final class HooksTwiceHost extends HostServer {

        HooksTwiceHost() {
            super(HostSettings.applicationOf(HooksTwiceApplication.class), FhirRelease.R4, issuer -> Stream.empty());
        }

        @Override
        public boolean tellsExpired() {
            return false;
        }

        @Override
        public String tokenWith(Map<String, Object> claims) {
            return context().getBean(Sessions.class).open(DemoClients.user(claims));
        }
    }
}
