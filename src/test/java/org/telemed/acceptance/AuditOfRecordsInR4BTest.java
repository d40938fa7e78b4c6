package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;

/** On the server in R4B. */
class AuditOfRecordsInR4BTest extends DemoHostTest implements AuditOfRecords {

    AuditOfRecordsInR4BTest() {
        super(FhirRelease.R4B);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of(ON);
    }
}
