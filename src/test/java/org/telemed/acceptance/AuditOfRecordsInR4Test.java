package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;

/** On the server in R4. */
class AuditOfRecordsInR4Test extends DemoHostTest implements AuditOfRecords {

    AuditOfRecordsInR4Test() {
        super(FhirRelease.R4);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of(ON);
    }
}
