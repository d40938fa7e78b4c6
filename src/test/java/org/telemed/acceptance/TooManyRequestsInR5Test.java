package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;

/** On the server in R5. */
class TooManyRequestsInR5Test extends DemoHostTest implements TooManyRequests {

    TooManyRequestsInR5Test() {
        super(FhirRelease.R5);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of(LIMIT);
    }
}
