package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;

/** FHIR's parameters that control a result, on every kind of request: honoured, or refused with their names. */
public interface ResultParameters extends Acceptance {

    Set<String> FHIR = Set.of("read", "vread", "search", "history", "system history", "create", "token", "end");
    Set<String> HISTORIES = Set.of("history", "system history");

    /**
     * A parameter.
     *
     * @param wrong a value that it does not have
     * @param where the requests that take it
     * @param another another valid value, if it may be given several times
     */
    record Parameter(String name, String valid, String wrong, Set<String> where, Optional<String> another) {

        static Parameter once(String name, String valid, String wrong, Set<String> where) {
            return new Parameter(name, valid, wrong, where, Optional.empty());
        }

        static Parameter list(String name, String valid, String another, String wrong, Set<String> where) {
            return new Parameter(name, valid, wrong, where, Optional.of(another));
        }

        private String with(String value) {
            return name + "=" + value;
        }
    }

    static Stream<Parameter> parameters() {
        Set<String> all = Stream.concat(FHIR.stream(), Stream.of("metadata")).collect(Collectors.toSet());
        Set<String> search = Set.of("search");
        Set<String> bundles = Set.of("search", "history", "system history");
        return Stream.of(
                Parameter.once("_format", "json", "foo", all),
                Parameter.once("_pretty", "true", "foo", all),
                Parameter.once("_summary", "false", "foo", all),
                Parameter.list("_elements", "status", "class", "foo", FHIR),
                Parameter.once("_count", "1", "-1", bundles),
                Parameter.once("_count", "2", "abc", bundles),
                Parameter.once("_offset", "0", "x", bundles),
                Parameter.once("_total", "none", "foo", search),
                Parameter.once("_contained", "false", "foo", search),
                Parameter.list("_sort", "date", "status", "foo", search),
                Parameter.list("_list", "some-list", "another", "%24current-problems", search),
                Parameter.list("_has:Observation:encounter:code", "x", "y", "x,%2C%2C|", search),
                Parameter.once("_since", "2020-01-01T00:00:00Z", "foo", HISTORIES),
                Parameter.once("_at", "2020", "foo", HISTORIES),
                Parameter.once("maxParticipants", "3", "foo", Set.of("create")),
                Parameter.once("waitingRoom", "true", "foo", Set.of("create")),
                Parameter.once("mode", "full", "foo", Set.of("metadata")),
                Parameter.once("foo", "1", "2", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ResultParameters#parameters")
    default void a_valid_one_is_taken_where_it_means_something(Parameter parameter) {
        targets().forEach((target, path) -> {
            Answer answer = ask(target, path, parameter.with(parameter.valid));
            if (parameter.where.contains(target)) {
                answer.expecting(200);
            } else {
                assertNamed(answer, target, parameter);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ResultParameters#parameters")
    default void a_wrong_one_is_refused_everywhere(Parameter parameter) {
        if (!parameter.name.startsWith("_has")) {
            targets()
                    .forEach((target, path) ->
                            assertNamed(ask(target, path, parameter.with(parameter.wrong)), target, parameter));
        }
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ResultParameters#parameters")
    default void one_that_is_no_list_is_given_once(Parameter parameter) {
        targets().forEach((target, path) -> {
            String second = parameter.another.orElse(parameter.valid);
            Answer answer = ask(target, path, parameter.with(parameter.valid) + "&" + parameter.with(second));
            if (parameter.another.isPresent() && parameter.where.contains(target)) {
                answer.expecting(200);
            } else {
                assertNamed(answer, target, parameter);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_count=1&_count=2",
                "_count=1&_count=",
                "_count=-1",
                "_format=json&_format=xml",
                "_summary=true&_summary=false",
                "_total=foo",
                "_contained=foo",
                "_list=a&_has:Observation:encounter:code=x",
                "_getpages=x",
            })
    default void nor_in_a_form_or_an_entry(String search) {
        assertRefused(
                as("adam")
                        .send(as("adam")
                                .request("Encounter/_search")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(search))),
                400,
                "invalid",
                "bad-request");
        for (String type : List.of("batch", "transaction")) {
            Answer answer = as("adam")
                    .post(
                            "",
                            "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"Encounter?%s\"}}]}"
                                    .formatted(type, search));
            assertThat(answer.body()).contains("bad-request").doesNotContain("HAPI-");
            assertThat(
                            type.equals("batch")
                                    ? answer.json()
                                            .at("/entry/0/response/status")
                                            .asText()
                                    : answer.status() + "")
                    .startsWith("400");
        }
    }

    /** One half of the query, one half of the form. */
    @Test
    default void a_query_and_a_form_are_one() {
        assertRefused(
                as("adam")
                        .send(as("adam")
                                .request("Encounter/_search?_count=1")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("_count=2"))),
                400,
                "invalid",
                "bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/jane-doe/$everything?foo=1, foo",
        "Patient/jane-doe/$everything?_since=foo, _since",
        "Patient/jane-doe/$everything?_count=1&_count=2, _count",
        "Patient/jane-doe/$everything?_elements=foo, _elements",
        "Patient/jane-doe/$everything?_getpages=x, _getpages",
        "Encounter/visit-planned/$meta?foo=1, foo",
        "Encounter/visit-planned?_getpages=x, _getpages",
        "Encounter/visit-planned?_summary=count, _summary",
        "Encounter/visit-planned/_history/1?_summary=count, _summary",
        "Encounter/visit-planned/_history?_getpages=x, _getpages",
        "_history?_elements=foo, _elements",
        "Encounter?_has=x, _has",
        "Encounter?_has:Observation=x, _has",
        "Encounter?_has:Observation:encounter=x, _has",
        "Patient/jane-doe/Encounter?_count=1&_count=2, _count",
    })
    default void so_it_is_in_hapis_own_operations_and_where_a_parameter_means_nothing(String path, String named) {
        Answer answer = as("clinic").get(path);
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).contains(named);
    }

    @Test
    default void a_list_that_nobody_has_has_no_members() {
        assertThat(as("adam")
                        .get("Encounter?_list=nope")
                        .expecting(200)
                        .json()
                        .path("total")
                        .asInt(-1))
                .isZero();
    }

    @Test
    default void what_hapis_operations_know_is_done() {
        as("clinic")
                .get("Patient/jane-doe/$everything?_count=1&_type=Patient,Encounter&_pretty=true")
                .expecting(200);
        as("clinic")
                .get("Patient/jane-doe/$everything?_lastUpdated=gt2020&_lastUpdated=lt2099")
                .expecting(200);
    }

    private Map<String, String> targets() {
        Map<String, String> targets = new LinkedHashMap<>(Map.of(
                "read", "/fhir/Encounter/visit-planned",
                "vread", "/fhir/Encounter/visit-planned/_history/1",
                "search", "/fhir/Encounter",
                "history", "/fhir/Encounter/visit-planned/_history",
                "system history", "/fhir/_history",
                "metadata", "/fhir/metadata",
                "user", "/v1/user/me"));
        String visit = aRoomFor(aVisitOfJaneWithAdam());
        targets.put("create", "/fhir/Encounter/" + visit + "/$create-telemed-room");
        targets.put("token", "/fhir/Encounter/" + visit + "/$telemed-token");
        targets.put("end", "/fhir/Encounter/" + aRoomFor(aVisitOfJaneWithAdam()) + "/$end-telemed-room");
        targets.put("v1 token", "/v1/telemed/token?encounterId=" + visit);
        targets.put("v1 room", "/v1/telemed/room");
        return targets;
    }

    private Answer ask(String target, String path, String query) {
        String url = path + (path.contains("?") ? "&" : "?") + query.replace("|", "%7C");
        HttpRequest.Builder request = host().http().request(url, host().tokenOf("adam"));
        boolean isPost = path.contains("$") || target.equals("v1 room");
        return host().http()
                .send(
                        isPost
                                ? request.header("Content-Type", Http.FHIR_JSON).POST(BodyPublishers.noBody())
                                : request.GET());
    }

    private static void assertNamed(Answer answer, String target, Parameter parameter) {
        boolean isFormatOfMetadata = target.equals("metadata") && parameter.name.equals("_format");
        assertThat(answer.status())
                .as(target + " with " + parameter + ": " + answer)
                .isIn(isFormatOfMetadata ? List.of(400, 406) : List.of(400));
        List<String> texts =
                new ArrayList<>(List.of(answer.json().path("message").asText()));
        texts.add(answer.issue().path("diagnostics").asText());
        assertThat(String.join("", texts))
                .as(target + " with " + parameter)
                .contains(parameter.name.split(":")[0]);
        assertThat(answer.body()).doesNotContain("HAPI-", "Exception");
    }
}
