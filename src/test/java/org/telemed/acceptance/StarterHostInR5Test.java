package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.FhirVersionChoice;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.LocalIssuer;
import org.telemed.hosts.starter.StarterApplication;

/** In HAPI's starter in R5, where the issuer's keys are named and it publishes nothing about itself; and HAPI runs no job. */
class StarterHostInR5Test extends HostTest implements EveryTopic, EveryTopicInside, TheR5Way {

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(StarterApplication.class),
                FhirRelease.R5,
                issuer -> Stream.of(
                        FhirVersionChoice.SETTING + "=R5",
                        "scheduling_disabled=true",
                        "telemed.security.jwk-set-uri=" + issuer.keysUrl(),
                        "telemed.security.audience=" + LocalIssuer.AUDIENCE));
    }
}
