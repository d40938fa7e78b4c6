package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.starter.StarterApplication;

/** In HAPI's starter. */
class AuditOfRecordsHostTest extends HostTest implements AuditOfRecords {

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(StarterApplication.class),
                FhirRelease.R4,
                issuer -> Stream.concat(HostServer.ownCheck(issuer), Stream.of(ON)));
    }
}
