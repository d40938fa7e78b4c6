package org.telemed.acceptance;

import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.subscriptions.SubscriptionsApplication;

/** In a host with HAPI's Subscriptions in R4, by criteria. */
class SubscriptionsHostTest extends HostTest implements SubscribedToTasks {

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(SubscriptionsApplication.class), FhirRelease.R4, HostServer::ownCheck);
    }
}
