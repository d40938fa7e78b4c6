package org.telemed.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "POST, Encounter/$create-telemed-room, Encounter, $create-telemed-room, []",
        "POST, Encounter/x/$telemed-token, Encounter, $telemed-token, []",
        "POST, $meta, , $meta, [CREATE]",
        "GET, Patient/x/$everything?_count=1, Patient, $everything, ",
        "POST, Encounter%2F$telemed-token, Encounter, $telemed-token, []",
        "POST, Encounter/x/%24telemed%2Dtoken, Encounter, $telemed-token, []",
        "HEAD, Patient, Patient, , [SEARCH]",
        "GET, Patient/x, Patient, , [READ]",
        "GET, Patient/x/_history/2, Patient, , [READ]",
        "GET, Patient/_history, Patient, , [SEARCH]",
        "GET, Patient/?_id=x, Patient, , [SEARCH]",
        "DELETE, Patient, Patient, , []",
    })
    void an_entry_says_what_it_is_on(RequestTypeEnum method, String url, String type, String operation, String needs) {
        BundleEntry entry = BundleEntry.of(method, url, null);
        assertThat(entry.type()).isEqualTo(type);
        assertThat(entry.operation()).isEqualTo(operation);
        if (needs != null) {
            assertThat(entry.accesses()).hasToString(needs);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, Patient?identifier=a|b, , identifier=a|b",
        "PUT, Patient/x?_format=json, , ",
        "GET, Patient?_include=*, , _include=*",
        "GET, Patient/x?_summary=text, , ",
        "POST, Patient, identifier=a|b, identifier=a|b",
        "POST, Patient, Patient?identifier=a|b, identifier=a|b",
        "POST, Patient, ' ', ",
        "PUT, Patient/x, identifier=a|b, ",
    })
    void it_says_what_it_searches(RequestTypeEnum method, String url, String ifNoneExist, String query) {
        assertThat(BundleEntry.of(method, url, ifNoneExist).query()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter%2Fx",
                "%45ncounter/x",
                "./Encounter/x",
                "Patient/../Encounter/x",
                "Patient/..",
                "//Encounter/x",
                "encounter/x",
                "ENCOUNTER?_id=x x\n",
                "http://localhost/fhir/Encounter/x",
                "Encounter/x/y/z",
                "Patient/x/Encounter",
                "Encounter;a=b/x",
                "Encounter#x",
                "\nEncounter/x"
            })
    void other_ways_to_write_it_are_for_nobody(String url) {
        for (RequestTypeEnum method : RequestTypeEnum.values()) {
            BundleEntry entry = BundleEntry.of(method, url, null);
            assertThat(entry.accesses().isEmpty()
                            || entry.type() == null
                            || entry.type().equals("ENCOUNTER"))
                    .as(entry.toString())
                    .isTrue();
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
