package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.FhirVersionChoice;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.subscriptions.SubscriptionsApplication;

/** In a host with HAPI's Subscriptions in R5, by a topic. */
class SubscriptionsHostInR5Test extends HostTest implements SubscribedToTasks {

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(SubscriptionsApplication.class),
                FhirRelease.R5,
                issuer -> Stream.concat(HostServer.ownCheck(issuer), Stream.of(FhirVersionChoice.SETTING + "=R5")));
    }
}
