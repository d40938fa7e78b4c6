package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleEntryTest {

    @ParameterizedTest
    @CsvSource({
        "POST, Encounter, Encounter, , [CREATE]",
        "POST, /Encounter, Encounter, , [CREATE]",
        "PUT, Encounter/x, Encounter, , [UPDATE]",
        "PUT, Patient?identifier=a|b, Patient, , [UPDATE]",
        "PATCH, Encounter/x, Encounter, , [UPDATE]",
        "DELETE, Encounter/x, Encounter, , [DELETE]",
        "GET, Encounter?status=planned, Encounter, , [SEARCH]",
        "POST, Encounter/$create-telemed-room, Encounter, $create-telemed-room, [CREATE]",
        "POST, Encounter/x/$telemed-token, Encounter, $telemed-token, [CREATE]",
        "POST, $meta, , $meta, [CREATE]",
        "GET, Patient/x/$everything?_count=1, Patient, $everything, ",
        "HEAD, Patient, Patient, , [SEARCH]",
    })
    void an_entry_says_what_it_is_on(RequestTypeEnum method, String url, String type, String operation, String needs) {
        BundleEntry entry = BundleEntry.of(method, url, null);
        assertThat(entry.type()).isEqualTo(type);
        assertThat(entry.operation()).isEqualTo(operation);
        if (needs != null) {
            assertThat(entry.accesses()).hasToString(needs);
        }
    }

    @Test
    void what_cannot_be_read_is_for_nobody() {
        assertThat(BundleEntry.of(RequestTypeEnum.GET, "https://elsewhere.example/Encounter", null)
                        .accesses())
                .isEmpty();
        assertThat(BundleEntry.of(null, "Encounter", null).accesses()).isEmpty();
        assertThat(BundleEntry.of(RequestTypeEnum.POST, null, null).type()).isNull();
    }
}
