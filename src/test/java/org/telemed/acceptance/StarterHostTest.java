package org.telemed.acceptance;

import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.starter.StarterApplication;

/** In HAPI's starter: ids are numbers, nothing guards the FHIR API, and the plugin checks access tokens itself. */
class StarterHostTest extends HostTest implements HostTopics, HostTopicsInside, TheZapehrClients {

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(StarterApplication.class), FhirRelease.R4, HostServer::ownCheck);
    }
}
