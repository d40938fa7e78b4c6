package org.telemed.acceptance;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;

/** On the server in R4. */
class TooManyRequestsInR4Test extends DemoHostTest implements TooManyRequests {

    TooManyRequestsInR4Test() {
        super(FhirRelease.R4);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of(LIMIT);
    }
}
