package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;
import org.telemed.attacks.RawHttp.Reply;
import org.telemed.fhir.FhirRelease;

/** Headers of content negotiation and preconditions, answered as RFC 9110 says, or refused: never ignored where that loses something. */
public interface OddHeaders extends Acceptance {

    List<String> READS =
            List.of("Encounter/visit-planned", "Encounter?_id=visit-planned", "Encounter/visit-planned/_history");

    @ParameterizedTest
    @ValueSource(strings = {"200-ok", "foo", "100-continue, foo", "100-continue;q=1"})
    default void another_expectation_fails_in_the_shape_of_the_base(String expectation) {
        for (String path : List.of("/fhir/Encounter/visit-planned", "/v1/user/me", "/actuator/health", "/telemed/x")) {
            Reply reply = RawHttp.send(host(), "GET", path, host().tokenOf("adam"), "Expect: " + expectation);
            assertThat(reply.status()).isEqualTo(417);
            assertThat(reply.body()).contains("Expect", "100-continue").doesNotContain("<html");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "*/*;q=0",
                "*/*; q=0.000",
                "application/fhir+json;q=0",
                "text/plain",
                "image/*",
                "text/html",
                "application/pdf, text/csv",
                "application/fhir+json; fhirVersion=1.0",
                "application/json;fhirVersion=\"3.0\"",
            })
    default void a_format_that_there_is_not_is_406(String accept) {
        for (String path : READS) {
            assertRefused(getting(path, "Accept", accept), 406, "not-supported", "bad-request");
        }
        Answer answer = changingNothing(() -> as("adam")
                .send(as("adam")
                        .request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("Accept", accept)
                        .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release())))));
        assertRefused(answer, 406, "not-supported", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "application/json",
                "text/json",
                "application/fhir+xml;q=0.1, foo",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/fhir+json; fhirVersion=OURS",
                "application/fhir+json;q=x",
                "text/turtle",
            })
    default void formats_of_ours_are_taken(String accept) {
        String ours = host().release() == FhirRelease.R5 ? "5.0" : host().release() == FhirRelease.R4B ? "4.3" : "4.0";
        for (String path : READS) {
            getting(path, "Accept", accept.replace("OURS", ours)).expecting(200);
        }
    }

    @Test
    default void the_parameter_counts_more_than_the_header() {
        getting("Encounter/visit-planned?_format=json", "Accept", "foo").expecting(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "return=foo",
                ";;",
                "=",
                "wait=x",
                "respond-async",
                "handling=strict",
                "return",
                "return=",
                "return=\"",
                "handling",
                "handling=x"
            })
    default void a_preference_that_is_unknown_is_ignored_as_rfc_7240_says(String prefer) {
        for (String path : READS) {
            getting(path, "Prefer", prefer).expecting(200);
        }
        String id = aStored(aVisitOfJaneWithAdam());
        Answer answer = as("adam").send(as("adam").roomOn(id).header("Prefer", prefer));
        assertThat(encounterIn(answer).room()).startsWith("RM");
        Answer stored = as("adam")
                .send(as("adam")
                        .request("Patient")
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("Prefer", prefer)
                        .POST(BodyPublishers.ofString("{\"resourceType\":\"Patient\"}")));
        assertThat(stored.expecting(201).json().path("resourceType").asText()).isEqualTo("Patient");
    }

    /** RFC 7240: the first one counts, in whichever line it is. */
    @Test
    default void of_two_preferences_the_first_counts() {
        String id = aStored(aVisitOfJaneWithAdam());
        HttpRequest.Builder request = as("adam")
                .roomOn(id)
                .header("Prefer", "respond-async")
                .header("Prefer", "return=minimal, return=representation");
        assertThat(as("adam").send(request).expecting(200).body()).isEmpty();
        Answer stored = as("adam")
                .send(as("adam")
                        .request("Patient")
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("Prefer", "respond-async")
                        .header("Prefer", "return=minimal, return=representation")
                        .POST(BodyPublishers.ofString("{\"resourceType\":\"Patient\"}")));
        assertThat(stored.expecting(201).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "foo", "compress"})
    default void a_coding_that_is_not_ours_is_415(String coding) {
        Answer answer = as("adam")
                .send(as("adam")
                        .request("Patient")
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("Content-Encoding", coding)
                        .POST(BodyPublishers.ofString("{\"resourceType\":\"Patient\"}")));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Connection"))
                .as("a body that is not read ends the connection, and the client is told")
                .isEqualTo("close");
        assertThat(answer.issue().path("diagnostics").asText()).contains("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "W/\"1", "\"1", "W/1", "W/\"1\", foo", "*, \"1\"", "W/\"1\" W/\"2\""})
    default void entity_tags_that_are_none_are_refused_everywhere(String tags) {
        for (String path :
                List.of("/fhir/Encounter/visit-planned", "/fhir/metadata", "/v1/user/me", "/actuator/health")) {
            Reply reply = RawHttp.send(host(), "GET", path, host().tokenOf("adam"), "If-None-Match: " + tags);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("If-None-Match").doesNotContain("<html");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                          | 304
            W/"VERSION"                | 304
            "VERSION"                  | 304
            VERSION                    | 304
            W/"88", W/"VERSION"        | 304
            W/"88","VERSION" , "x"     | 304
            W/"88"                     | 200
            "x"                        | 200
            """)
    default void a_read_knows_every_tag(String tags, int status) {
        String version =
                as("adam").reads("visit-planned").json().at("/meta/versionId").asText();
        Answer answer = getting("Encounter/visit-planned", "If-None-Match", tags.replace("VERSION", version));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
    }

    @Test
    default void two_headers_are_one_list() {
        String version =
                as("adam").reads("visit-planned").json().at("/meta/versionId").asText();
        assertThat(as("adam")
                        .send(as("adam")
                                .request("Encounter/visit-planned")
                                .header("If-None-Match", "W/\"88\"")
                                .header("If-None-Match", "W/\"" + version + "\"")
                                .GET())
                        .status())
                .isEqualTo(304);
    }

    /** RFC 9110: what is no HTTP date, is ignored; the answer is whole. */
    @ParameterizedTest
    @ValueSource(strings = {"foo", "2020-01-01", "2020-01-01T00:00:00Z", "-1", "Sun, 99 Nov 1994 08:49:37 GMT"})
    default void a_date_that_is_none_is_ignored(String date) {
        for (String path : READS) {
            getting(path, "If-Modified-Since", date).expecting(200);
        }
        as("adam")
                .send(as("adam").roomOn("visit-in-progress").header("If-Modified-Since", date))
                .expecting(200);
    }

    @Test
    default void a_date_that_is_one_counts() {
        assertThat(getting("Encounter/visit-planned", "If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT")
                        .status())
                .isEqualTo(304);
        getting("Encounter/visit-planned", "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")
                .expecting(200);
    }

    /** What is ignored here overwrites what somebody else wrote. */
    @ParameterizedTest
    @CsvSource({
        "If-Unmodified-Since, 'Sun, 06 Nov 1994 08:49:37 GMT'",
        "If-Unmodified-Since, foo",
        "If-None-Match, *",
        "If-None-Match, W/\"1\"",
    })
    default void a_write_takes_no_precondition_that_it_does_not_check(String header, String value) {
        String patient = as("adam")
                .post("Patient", "{\"resourceType\":\"Patient\"}")
                .json()
                .path("id")
                .asText();
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\",\"active\":true}";
        for (String method : List.of("PUT", "PATCH", "DELETE", "POST")) {
            HttpRequest.Builder request = as("adam")
                    .request(method.equals("POST") ? "Patient" : "Patient/" + patient)
                    .header("Content-Type", method.equals("PATCH") ? "application/json-patch+json" : Http.FHIR_JSON)
                    .header(header, value)
                    .method(method, BodyPublishers.ofString(method.equals("PATCH") ? "[]" : body));
            Answer answer = as("adam").send(request);
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains(header);
        }
        assertThat(as("adam").get("Patient/" + patient).expecting(200).json().has("active"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Encounter/visit-planned", "Encounter?_id=visit-planned"})
    default void a_read_takes_no_if_match(String path) {
        for (String version : List.of("W/\"77\"", "foo")) {
            assertRefused(getting(path, "If-Match", version), 400, "invalid", "bad-request");
        }
    }

    private Answer getting(String path, String header, String value) {
        return as("adam").send(as("adam").request(path).header(header, value).GET());
    }
}
