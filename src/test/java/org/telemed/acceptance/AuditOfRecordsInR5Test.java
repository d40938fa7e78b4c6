package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;

/** On the server in R5. */
class AuditOfRecordsInR5Test extends DemoHostTest implements AuditOfRecords {

    AuditOfRecordsInR5Test() {
        super(FhirRelease.R5);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of(ON);
    }
}
