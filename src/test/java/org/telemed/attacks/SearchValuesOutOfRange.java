package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;

/** Values that no parameter of their type means, in every kind of search parameter that the server declares. */
public interface SearchValuesOutOfRange extends Acceptance {

    List<String> VALUES = List.of(
            "1e300",
            "-1e300",
            "NaN",
            "Infinity",
            "-0",
            "+",
            ".",
            "--1",
            "0x10",
            "1d",
            "1e",
            "9".repeat(400),
            "\u0663",
            "gt",
            "zz1",
            "1 2",
            "\n",
            "null",
            "1|||",
            "|||",
            "|",
            "1e300|http://unitsofmeasure.org|mg",
            "$",
            "a$",
            "$a",
            "a$b$c",
            "1e300$1e300",
            "NaN$NaN",
            "1|2|1e300|km",
            "95|2",
            "NaN|2",
            "0|181",
            "1|2|-1",
            "1|2|",
            "1",
            "1|2|1|zz",
            "9999",
            "2020-13",
            "2020-02-30",
            "300000000-01-01",
            "2020-01-01T00:00:00+99:00",
            "ap0001",
            "%",
            "\\",
            ",,",
            "*",
            "(",
            "'",
            "a".repeat(3000));

    List<String> GENERAL = List.of(
            "_sort",
            "_count",
            "_offset",
            "_summary",
            "_elements",
            "_total",
            "_list",
            "_text",
            "_content",
            "_type",
            "_include",
            "_revinclude",
            "_contained",
            "_filter",
            "_has",
            "_has:Observation:patient:value-quantity",
            "_has:Observation:patient:code-value-quantity",
            "_has:Observation:patient:date");

    int OF_EACH_TYPE = 6;
    int SHARES = 6;

    @Test
    default void no_value_fails_the_server() {
        List<String> failures = new ArrayList<>();
        List<String> searches = new ArrayList<>(parameters());
        GENERAL.forEach(name -> searches.add("Patient?" + name));
        for (String search : searches) {
            for (String value : valuesFor(search)) {
                Answer answer = as("adam").get(search + "=" + URLEncoder.encode(value, UTF_8) + "&_count=1");
                if (answer.status() != 200 && answer.status() != 400 && answer.status() != 405) {
                    failures.add(
                            answer.status() + " " + search + "=" + value.substring(0, Math.min(40, value.length())));
                }
            }
        }
        assertThat(failures).as("of " + searches.size() + " parameters").isEmpty();
    }

    /** All for those that HAPI computes with; the others share them, so that each kind of parameter sees all. */
    private static List<String> valuesFor(String search) {
        boolean isComputed =
                search.matches(".*(near|value-quantity|probability|length|_count|_offset|_lastUpdated|date)");
        int first = Math.floorMod(search.hashCode(), SHARES);
        return IntStream.range(0, VALUES.size())
                .filter(index -> isComputed || index % SHARES == first)
                .mapToObj(VALUES::get)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Location?near=1|2|1e300|km",
                "Location?near=95|2",
                "Location?near=NaN|2",
                "Location?near=0|181",
                "Location?near=1|2|-1",
                "Location?near=1|2||km",
                "Location?near=1",
                "Encounter?length=1e300",
                "Encounter?length=NaN",
                "Encounter?length=|http://unitsofmeasure.org|min",
                "Encounter?length=1|a|b|c",
                "Observation?value-quantity=gt",
                "Observation?code-value-quantity=a$1e300",
                "Observation?code-value-quantity=a$",
                "Observation?code-value-quantity=a",
                "RiskAssessment?probability=1e300",
                "RiskAssessment?probability=0x10",
                "Location?near=%0A",
                "Location?near=,,",
                "Encounter?date=junk",
                "Encounter?_lastUpdated=2020-13",
                "Encounter?_has:Observation:encounter:date=junk",
                "Encounter?_has:Observation:encounter:value-quantity=NaN",
                "Observation?encounter.length=NaN",
            })
    default void out_of_range_is_a_bad_request(String search) {
        Answer answer = as("adam").get(search.replace("|", "%7C").replace("$", "%24"));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).contains("must be");
    }

    /** Numbers, quantities, composites and special ones in full, of the other types a few. */
    private List<String> parameters() {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        JsonNode types = as("adam").get("metadata").json().at("/rest/0/resource");
        for (JsonNode type : types) {
            for (JsonNode parameter : type.path("searchParam")) {
                String search = type.path("type").asText() + "?"
                        + parameter.path("name").asText();
                byType.computeIfAbsent(parameter.path("type").asText(), any -> new ArrayList<>())
                        .add(search);
            }
        }
        List<String> all = new ArrayList<>();
        byType.forEach((type, searches) -> searches.stream()
                .filter(search -> !search.contains("?_"))
                .collect(Collectors.toMap(
                        search -> search.replaceFirst(".*\\?", ""), search -> search, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .limit(List.of("number", "special").contains(type) ? 20 : OF_EACH_TYPE)
                .forEach(all::add));
        all.addAll(
                List.of("Patient?_id", "Patient?_lastUpdated", "Patient?_tag", "Patient?_profile", "Patient?_source"));
        return all;
    }
}
