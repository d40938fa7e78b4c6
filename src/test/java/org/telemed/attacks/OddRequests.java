package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.attacks.RawHttp.Reply;

/** Paths, queries, headers and methods that are malformed or unusual: each base refuses in its own shape, never with a 5xx. */
public interface OddRequests extends Acceptance {

    String TOKEN = "/fhir/Encounter/visit-planned/$telemed-token";

    /** Added to each base; the first ones are refused by Tomcat, then by our filter, then by whoever serves the base. */
    static Stream<String> oddPaths() {
        return Stream.of("/fhir", "/v1", "/v1/telemed", "/telemed", "/actuator", "")
                .flatMap(base -> Stream.of(
                                "/a%2Fb",
                                "/a%5Cb",
                                "/a%00b",
                                "/a\\b",
                                "/a%zz",
                                "/é",
                                "/\u0080",
                                "/../../etc",
                                "/a;x=1",
                                "/./a",
                                "/%2e/a",
                                "/%2E%2E/a",
                                "/x/../a",
                                "/a%0Ab",
                                "/a%0D%0Ab",
                                "/a%25",
                                "/a%3Bb",
                                "/a%7F",
                                "/{a}",
                                "/a|b",
                                "/a^b",
                                "/a\"b",
                                "/<a>",
                                "/[a]",
                                "/`",
                                "/a?b=é",
                                "/a?b=%",
                                "/a?b=%zz",
                                "/a?%00=b",
                                "/a?b=%00",
                                "/a?b%0A=c",
                                "/a?b=%1b",
                                "/" + "x".repeat(40_000),
                                "/nothing/at/all",
                                "//nothing")
                        .map(odd -> base + odd));
    }

    /** Whatever FHIR's base, or another one, has below it, spelt in ways that nobody's client library does. */
    static Stream<String> generatedPaths() {
        List<String> reserved = List.of(
                "%21",
                "%24", "%26", "%27", "%28", "%2A", "%2B", "%2C", "%3A", "%3D", "%3F", "%40", "%5B", "%7C", "%23", "%20",
                "%22", "%3C", "%60", "%7B");
        List<String> segments = List.of(
                "a%s",
                "%sa",
                "a/%s",
                "Encounter/a%s",
                "Encounter%s/a",
                "Encounter/visit-planned/%s",
                "Encounter/visit-planned/_history/%s");
        Stream<String> encoded =
                segments.stream().flatMap(segment -> reserved.stream().map(segment::formatted));
        Stream<String> spelt = Stream.of(
                "Encounter/visit-planned;v=1",
                "Encounter;a=b/visit-planned",
                ";",
                "Encounter/visit-planned/;",
                "Encounter/visit-planned/_history/x/y",
                "Encounter/visit-planned/_history/1/2",
                "Encounter/visit-planned/_history/1/_history/1",
                "Encounter/visit-planned/_history/1/$telemed-token/x",
                "Encounter/_history/1",
                "Encounter/_history/_history",
                "_history/1",
                "_history/x/y",
                "Encounter/visit-planned/visit-planned/x",
                "Encounter/visit-planned/Observation/x",
                "Encounter/visit-planned/observation",
                "Encounter/" + "x".repeat(65),
                "Encounter/" + "x".repeat(2_000),
                "x".repeat(2_000),
                "x/".repeat(500),
                "Encounter/visit-planned/$" + "x".repeat(500),
                "$" + "x".repeat(2_000),
                "Patient/jane-doe/$create-telemed-room",
                "Observation/$end-telemed-room",
                "$end-telemed-room",
                "Encounter/$end-telemed-room",
                "Encounter/visit-planned/_history/1/$end-telemed-room",
                "Encounter/visit-planned/$create-telemed-romm",
                "Encounter/visit-planned/$Telemed-Token",
                "Encounter/visit-planned/$telemed-token$",
                "Encounter/visit-planned/$$telemed-token",
                "Encounter/visit-planned/$",
                "Encounter/visit-planned/telemed-token",
                "$telemed-token/visit-planned",
                "Encounter/$telemed-token/visit-planned",
                "_search/x",
                "Encounter/_search/x",
                "Encounter/visit-planned/_search/x",
                "Encounter/_nothing",
                "Encounter/visit-planned/_nothing",
                "metadata/x",
                "metadata/metadata",
                "Metadata",
                "ENCOUNTER/visit-planned",
                "Encounter/visit_planned",
                "Encounter/visit-planned%20",
                "Encounter/*",
                "*",
                "~",
                "-",
                "Encounter/-/-/-/-",
                "http://example.org/fhir/Encounter",
                "https:%2F%2Fexample.org");
        return Stream.concat(encoded, spelt)
                .flatMap(path -> Stream.of("/fhir/", "/v1/", "/v1/telemed/", "/telemed/twilio/", "/actuator/", "/x/")
                        .map(base -> base + path));
    }

    /** In one test, because there are a thousand. */
    @Test
    default void a_generated_path_is_answered_in_the_shape_of_its_base() {
        String token = host().tokenOf("adam");
        assertThat(generatedPaths()).hasSizeGreaterThan(1_000).allSatisfy(path -> {
            for (String method : List.of("GET", "POST", "DELETE")) {
                Reply reply = RawHttp.send(host(), method, path, token);
                assertThat(reply.status()).as(method + " " + path).isBetween(200, 499);
                if (reply.status() >= 300) {
                    assertRefusedInShape(reply, path);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%2B", "%252B", "%2520", "+", "%09", "1%20", "a%2Fb", "%C2%A0"})
    default void a_version_that_is_none_is_no_reason_to_take_the_current_one(String version) {
        String id = aStored(aVisitOfJaneWithAdam());
        String token = host().tokenOf("adam");
        for (String method : List.of("DELETE", "PUT", "GET")) {
            Reply reply = RawHttp.send(host(), method, "/fhir/Encounter/" + id + "/_history/" + version, token);
            assertThat(reply.status()).as(method).isBetween(400, 499);
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "Encounter/visit-planned/$create-telemed-romm, $create-telemed-room",
        "Encounter/visit-planned/$Telemed-Token, $telemed-token",
        "Encounter/visit-planned/$telemed-token%24, $telemed-token",
        "Encounter/visit-planned/$everythin, $everything",
        "Patient/jane-doe/$create-telemed-room, Encounter/[id]/$create-telemed-room",
        "$end-telemed-room, Encounter/[id]/$end-telemed-room",
        "Appointment/$create-telemed-room, Appointment/[id]/$create-telemed-room",
        "Patient/jane-doe/$telemed-status, Encounter/[id]/$telemed-status",
        "Encounter/$end-telemed-room, Encounter/[id]/$end-telemed-room",
    })
    default void a_wrong_operation_is_answered_with_the_right_one(String path, String right) {
        Reply reply = RawHttp.send(host(), "POST", "/fhir/" + path, host().tokenOf("adam"));
        assertThat(reply.status()).isEqualTo(400);
        assertOutcome(reply);
        assertThat(reply.json().at("/issue/0/diagnostics").asText()).contains(right);
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.OddRequests#oddPaths")
    default void an_odd_path_is_refused_in_the_shape_of_its_base(String path) {
        assertRefusedInShape(RawHttp.send(host(), "GET", path, host().tokenOf("adam")), path);
        assertRefusedInShape(RawHttp.send(host(), "POST", path, ""), path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%2e/fhir/Encounter/visit-planned",
                "/fhir;x=1/Encounter/visit-planned",
                "/%66hir/Encounter/visit-planned;x",
                "/x/../fhir/Encounter/visit-planned",
                "//fhir/./Encounter/visit-planned",
                "/fhir%2FEncounter/visit-planned",
            })
    default void what_leads_to_the_fhir_base_on_a_detour_is_refused_in_fhir(String path) {
        for (String token : List.of("", host().tokenOf("adam"))) {
            Reply reply = RawHttp.send(host(), "GET", path, token);
            assertThat(reply.status()).isEqualTo(400);
            assertOutcome(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//fhir/Encounter/visit-planned",
                "/fhir//Encounter/visit-planned",
                "/fhir/Encounter///visit-planned",
                "/fhir/Encounter/visit-planned//",
            })
    default void more_slashes_are_as_good_as_one(String path) {
        Reply read = RawHttp.send(host(), "GET", path, host().tokenOf("adam"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("id").asText()).isEqualTo("visit-planned");
        assertThat(RawHttp.send(host(), "GET", path, "").status()).isEqualTo(401);
        String anAuditor = host().tokenOf("adam", "user/AuditEvent.rs");
        assertThat(RawHttp.send(host(), "GET", path, anAuditor).status()).isEqualTo(403);
    }

    @Test
    default void more_slashes_open_no_door() {
        String doctor = host().tokenOf("adam");
        for (String path :
                List.of("//actuator/prometheus", "/actuator//prometheus", "/actuator/health//..//prometheus")) {
            assertThat(RawHttp.send(host(), "GET", path, doctor).status()).isIn(400, 403);
            assertThat(RawHttp.send(host(), "GET", path, "").status()).isIn(400, 401);
        }
        assertThat(RawHttp.send(host(), "GET", "//fhir//metadata", "").status()).isEqualTo(200);
    }

    static Stream<String> oddQueries() {
        return Stream.of(
                "_offset=-5",
                "_offset=x",
                "_count=-1",
                "_count=99999999999",
                "_count=x",
                "_format=junk",
                "_summary=junk",
                "_total=junk",
                "_pretty=junk",
                "_filter=((",
                "_filter=)",
                "_sort=junk",
                "_include=junk",
                "_include=*:*:*:*",
                "_revinclude=junk:junk",
                "_contained=junk",
                "_lastUpdated=junk",
                "_has:x=1",
                "_has:Observation:patient=1",
                "_has:Observation:patient:junk=1",
                "_has:Observation:subject:code-value-quantity=$",
                "_has:Observation:subject:code-value-quantity=a$b$c",
                "_has:Observation:subject:code-value-concept=x$y$z",
                "subject:Junk.a=1",
                "subject.x.y.z=1",
                "subject:Patient.birthdate=junk",
                "date=junk",
                "date=gt",
                "length=junk",
                "length=1||||",
                "junk=1",
                "status:junk:junk=1",
                "_getpages=junk",
                "_getpages=junk&_getpagesoffset=-1");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.OddRequests#oddQueries")
    default void an_odd_search_is_no_fault_of_the_server(String query) {
        Reply reply = RawHttp.send(host(), "GET", "/fhir/Encounter?" + query, host().tokenOf("adam"));
        assertThat(reply.status()).as(reply.body()).isLessThan(500);
        if (reply.status() != 200) {
            assertOutcome(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"_offset=-5", "_count=-1", "_format=junk", "_summary=junk", "_total=junk", "_filter=(("})
    default void a_general_parameter_is_done_or_refused(String query) {
        Reply reply = RawHttp.send(host(), "GET", "/fhir/Encounter?" + query, host().tokenOf("adam"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("The parameter " + query.split("=")[0]);
    }

    static Stream<String> headers() {
        return Stream.of(
                "Idempotency-Key",
                "If-Match",
                "X-Request-ID",
                "Prefer",
                "Accept",
                "Authorization",
                "Content-Type",
                "If-None-Match",
                "If-Modified-Since",
                "Accept-Encoding",
                "Accept-Language",
                "User-Agent",
                "Origin",
                "X-Any");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.OddRequests#headers")
    default void an_odd_header_is_taken_or_refused_in_shape(String header) {
        for (String value : List.of("😀", "a\u0001b", "a\tb", "é", "x".repeat(300), ";;=,\"", "", "a\r b")) {
            for (String target :
                    List.of(TOKEN, "/fhir/Encounter/visit-planned", "/v1/telemed/token?encounterId=visit-planned")) {
                String token = header.equals("Authorization") ? "" : host().tokenOf("adam");
                Reply reply = RawHttp.send(host(), "GET", target, token, header + ": " + value);
                assertThat(reply.status()).as(value + " " + reply).isLessThan(500);
                if (reply.status() != 200) {
                    assertRefusedInShape(reply, target);
                }
            }
        }
    }

    @Test
    default void what_no_header_holds_is_named() {
        Reply reply = RawHttp.send(host(), "POST", TOKEN, host().tokenOf("adam"), "Idempotency-Key: 😀");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).containsIgnoringCase("idempotency-key");
        assertOutcome(reply);
    }

    @Test
    default void long_headers_are_taken_and_longer_ones_refused() {
        String token = host().tokenOf("adam");
        Reply taken =
                RawHttp.send(host(), "GET", "/fhir/Encounter/visit-planned", token, "X-Long: " + "x".repeat(25_000));
        assertThat(taken.status()).isEqualTo(200);
        for (String base : List.of("/fhir/metadata", "/v1/user/me", "/nothing")) {
            Reply refused = RawHttp.send(host(), "GET", base, token, "X-Long: " + "x".repeat(40_000));
            assertThat(refused.status()).isIn(400, 431);
            assertRefusedInShape(refused, base);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /fhir/metadata HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /fhir/metadata HTTP/1.1\r\n\r\n",
                "GET /fhir/metadata HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nX y: 1\r\n\r\n",
                "GET /fhir/met adata HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: junk\r\n\r\n",
                "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nExpect: junk\r\nConnection: close\r\n\r\n",
                "CONNECT /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "G@T /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            })
    default void what_is_hardly_http_is_refused_in_fhir(String request) {
        Reply reply = RawHttp.send(host(), request);
        assertThat(reply.status()).isBetween(400, 499);
        assertOutcome(reply);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /fhir/Encounter/visit-planned/$telemed-token       | GET, HEAD, POST, OPTIONS
                    /fhir/Encounter/$telemed-token                     | GET, HEAD, POST, OPTIONS
                    /fhir/Encounter/visit-planned/$create-telemed-room | POST, OPTIONS
                    /fhir/Encounter/$create-telemed-room               | POST, OPTIONS
                    /fhir/Encounter/visit-planned/$end-telemed-room    | POST, OPTIONS
                    /fhir/Encounter/visit-planned                      | GET, HEAD, PUT, PATCH, DELETE, OPTIONS
                    /fhir/Encounter/visit-planned/_history/1           | GET, HEAD, OPTIONS
                    /fhir/Encounter/_search                            | GET, HEAD, POST, OPTIONS
                    /fhir/metadata                                     | GET, HEAD, OPTIONS
                    /fhir                                              | GET, HEAD, POST, OPTIONS
                    /v1/telemed/room                                   | POST, OPTIONS
                    /v1/telemed/token                                  | GET, HEAD, OPTIONS
                    /v1/user/me                                        | GET, HEAD, OPTIONS
                    """)
    default void a_method_that_a_path_does_not_take_is_405_and_options_says_which(String path, String allowed) {
        String token = host().tokenOf("adam");
        Reply options = RawHttp.send(host(), "OPTIONS", path, token);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo(allowed);
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")) {
            if (!List.of(allowed.split(", ")).contains(method)) {
                Reply reply = RawHttp.send(host(), method, path, token);
                assertThat(reply.status()).as(method).isEqualTo(405);
                assertThat(reply.header("allow")).as(method).isEqualTo(allowed);
                assertRefusedInShape(method.equals("HEAD") ? RawHttp.send(host(), "GET", path, token) : reply, path);
            }
        }
        for (String method : List.of("TRACE", "FOO", "get", "PROPFIND")) {
            Reply reply = RawHttp.send(host(), method, path, token);
            assertThat(reply.status()).as(method).isEqualTo(405);
            assertThat(reply.header("allow")).as(method).startsWith("GET, ");
            assertRefusedInShape(reply, path);
        }
    }

    @Test
    default void head_is_get_without_its_body() {
        String token = host().tokenOf("adam");
        for (String path : List.of(
                "/fhir/metadata", "/fhir/Encounter/visit-planned", "/fhir/Encounter", "/v1/user/me", "/fhir/Nothing")) {
            Reply get = RawHttp.send(host(), "GET", path, token);
            Reply head = RawHttp.send(host(), "HEAD", path, token);
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
            assertThat(head.body()).isEmpty();
        }
        assertThat(RawHttp.send(host(), "HEAD", "/fhir/metadata", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Encounter/$telemed-tokn, $telemed-token",
        "/fhir/Encounter/visit-planned/$create-telemed-romm, $create-telemed-room",
        "/fhir/Encounter/visit-planned/$end-telmed-room, $end-telemed-room",
        "/fhir/$telemed-token, Encounter/[id]/$telemed-token",
        "/fhir/Patient/$telemed-token, Encounter/[id]/$telemed-token",
        "/fhir/encounter/visit-planned, Encounter",
        "/fhir/Encouter, Encounter",
    })
    default void a_typo_is_answered_with_the_nearest_name(String path, String nearest) {
        for (String method : List.of("GET", "POST")) {
            Reply reply = RawHttp.send(host(), method, path, host().tokenOf("adam"));
            assertThat(reply.status()).isEqualTo(path.contains("$") ? 400 : 404);
            assertOutcome(reply);
            assertThat(reply.json().at("/issue/0/diagnostics").asText()).contains(nearest);
            assertThat(reply.json().at("/issue/0/details/coding/0/code").asText())
                    .isEqualTo(path.contains("$") ? "bad-request" : "not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Patient/nobody-at-all, 404, not-found",
        "/fhir/Encounter/nothing-at-all, 404, encounter-not-found",
        "/fhir/Nothing, 404, not-found",
        "/fhir/Encounter/visit-planned/_history/77, 404, encounter-not-found",
        "/fhir/Encounter/visit-planned/_history/99999999999999999999, 400, bad-request",
        "/fhir/Encounter/visit-planned/$telemed-token/x, 404, not-found",
        "/fhir, 400, bad-request",
    })
    default void what_is_not_there_has_a_code(String path, int status, String code) {
        Reply reply = RawHttp.send(host(), "GET", path, host().tokenOf("adam"));
        assertThat(reply.status()).isEqualTo(status);
        assertOutcome(reply);
        assertThat(reply.json().at("/issue/0/details/coding/0/code").asText()).isEqualTo(code);
    }

    @Test
    default void a_resource_that_others_refer_to_is_a_conflict_that_names_nobody() {
        aStored(aVisitOfJaneWithAdam());
        Reply reply = RawHttp.send(host(), "DELETE", "/fhir/Patient/jane-doe", host().tokenOf("adam"));
        assertThat(reply.status()).isEqualTo(409);
        assertOutcome(reply);
        assertThat(reply.body()).contains("\"conflict\"").doesNotContain("Encounter/");
    }

    @Test
    default void a_patch_of_parentheses_is_a_bad_request() {
        String path = "(".repeat(20_000);
        String patch = parameters("{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},"
                + "{\"name\":\"path\",\"valueString\":\"%s\"},{\"name\":\"value\",\"valueString\":\"x\"}]}"
                        .formatted(path));
        assertRefused(
                host().http().send("PATCH", "/fhir/Patient/jane-doe", host().tokenOf("adam"), patch),
                400,
                "invalid",
                "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",\"extension\":[[]]}",
                "{\"resourceType\":\"Patient\",\"birthDate\":\"never\"}",
                "{\"resourceType\":\"Patient\"",
                "{\"resourceType\":\"Encounter\"}",
                "null",
                "[]",
                "<Patient/>",
            })
    default void a_body_that_is_no_fhir_is_a_bad_request(String body) {
        assertRefused(
                host().http().send("POST", "/fhir/Patient", host().tokenOf("adam"), body),
                400,
                "invalid",
                "bad-request");
    }

    private void assertRefusedInShape(Reply reply, String path) {
        assertThat(reply.status()).as(path + " " + reply).isBetween(400, 499);
        if (path.startsWith("/fhir")) {
            assertOutcome(reply);
        } else if (path.startsWith("/v1")) {
            assertThat(reply.header("content-type")).startsWith("application/json");
            assertThat(reply.json().path("message").asText()).isNotBlank();
            assertThat(reply.json().path("code").asText()).startsWith("40");
        } else {
            assertThat(reply.header("content-type")).startsWith("application/problem+json");
            assertThat(reply.json().path("status").asInt()).isEqualTo(reply.status());
            assertThat(reply.json().path("detail").asText()).isNotBlank();
        }
        assertThat(reply.body()).doesNotContain("<html", "Exception", "HAPI-", "ca.uhn");
    }

    private void assertOutcome(Reply reply) {
        assertThat(reply.header("content-type")).startsWith("application/fhir+json");
        assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(reply.json().at("/issue/0/details/coding/0/system").asText())
                .isEqualTo("https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error");
        assertThat(reply.json().at("/issue/0/details/coding/0/code").asText()).isNotBlank();
        assertThat(reply.json().at("/issue/0/diagnostics").asText())
                .isNotBlank()
                .isEqualTo(reply.json().at("/issue/0/details/text").asText())
                .doesNotContain("Exception", "HAPI-", "ca.uhn");
    }

    /** As somebody would have it who looks for a way past rules by path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%66hir/metadata",
                "/f%68ir/Encounter",
                "/fhi%72/Encounter/$create-telemed-room",
                "/%76%31/user/me"
            })
    default void a_base_with_encoded_letters_is_refused(String path) {
        for (String method : List.of("GET", "POST")) {
            assertThat(RawHttp.send(host(), method, path, host().tokenOf("adam"))
                            .status())
                    .as(method)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"method\":\"GET\",\"url\":\"Encounter/nope\"",
                "\"method\":\"GET\",\"url\":\"Encounter?zzz=1\"",
                "\"method\":\"GET\",\"url\":\"Encounter?_has:::=1\"",
                "\"method\":\"GET\",\"url\":\"Encounter?_offset=-5\"",
                "\"method\":\"GET\",\"url\":\"Nope/1\"",
                "\"method\":\"PUT\",\"url\":\"Encounter/visit-planned\",\"ifMatch\":\"foo\"",
                "\"method\":\"DELETE\",\"url\":\"Patient/jane-doe\"",
            })
    default void an_entry_of_a_batch_is_refused_as_it_would_be_alone(String request) {
        String encounter = aVisitOfJaneWithAdam().withId("visit-planned").json(host().release());
        String resource = request.contains("PUT") ? "\"resource\":" + encounter + "," : "";
        var answer = as("adam")
                .post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{" + resource + "\"request\":{"
                                + request + "}}]}");
        assertThat(answer.body()).doesNotContain("HAPI-", "Exception", "ca.uhn", "\"500");
        var outcome = answer.status() == 200 ? answer.json().at("/entry/0/response/outcome") : answer.json();
        assertThat(outcome.at("/issue/0/details/coding/0/system").asText())
                .as(answer::body)
                .isEqualTo("https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/fhir+json", "multipart/form-data; boundary=x", "text/plain"})
    default void a_search_by_post_is_a_form(String type) {
        var search = as("adam").request("Encounter/_search").header("Content-Type", type);
        var answer = as("adam").send(search.POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertRefused(answer, 415, "not-supported", "bad-request");
    }
}
