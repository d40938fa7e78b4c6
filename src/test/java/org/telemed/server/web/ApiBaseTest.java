package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiBaseTest {

    @ParameterizedTest
    @CsvSource({
        "/fhir, FHIR",
        "/fhir/Encounter, FHIR",
        "//fhir//x, FHIR",
        "/fhir;x=1/y, FHIR",
        "/%2e/fhir/x, FHIR",
        "/%66hir/x, FHIR",
        "/fhir%2Fx, FHIR",
        "'\\fhir\\x', FHIR",
        "/fhir/../../etc, FHIR",
        "/x/../fhir/y, FHIR",
        "/fhir/%zz, FHIR",
        "/v1/telemed/room, V1",
        "//v1, V1",
        "/fhirx, OTHER",
        "/v12, OTHER",
        "/x/fhir, OTHER",
        "/, OTHER",
        "'', OTHER",
        "/../.., OTHER",
        "%, OTHER",
        "*, OTHER",
    })
    void of_a_path_however_it_is_written(String path, ApiBase base) {
        assertThat(ApiBase.of(path)).isEqualTo(base);
    }
}
