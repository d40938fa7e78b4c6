package org.telemed.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Records of two patients, jane and max, and callers whose scopes are about jane alone. */
public interface PatientRecords extends Acceptance {
    String JANE = "Patient/jane-doe";
    String MAX = "Patient/max-elsewhere";

    /** In every record of max's, and in nothing else. */
    String SECRET = "Zwiebelfisch";

    String FORM = "application/x-www-form-urlencoded";

    /** Claims of access tokens that are about jane. */
    static Map<String, Map<String, Object>> callers() {
        return Map.of(
                "jane", Map.of("fhirUser", JANE),
                "her father", Map.of("fhirUser", "RelatedPerson/john-doe"),
                "a doctor with jane in the launch",
                        Map.of("fhirUser", "Practitioner/adam-careful", "patient", "jane-doe"),
                "an app with jane in the launch", Map.of("patient", JANE),
                "max with jane in the launch", Map.of("fhirUser", MAX, "patient", "jane-doe"),
                "jane with a directory", Map.of("fhirUser", JANE, "scope", List.of("patient/*.rs", "user/Slot.rs")));
    }

    static Stream<String> names() {
        return callers().keySet().stream().sorted();
    }

    /** One of those, by name. */
    default Caller about(String name) {
        return having(callers().get(name));
    }

    /** Whoever has these claims, with {@code patient/*.rs} unless they say other scopes. */
    default Caller having(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(Map.of("sub", "somebody", "scope", List.of("patient/*.rs")));
        all.putAll(claims);
        return with(host().tokenWith(all));
    }

    /** jane, with these scopes. */
    default Caller janeWith(String... scopes) {
        return having(Map.of("fhirUser", JANE, "scope", List.of(scopes)));
    }

    /** Stored as the clinic's program; its id. */
    default String isStored(String type, String json) {
        return as("clinic").post(type, json).expecting(201).json().path("id").asText();
    }

    /** An Observation, about max unless another subject is given. */
    default String observation(String subject, String more) {
        String secret = subject.equals(MAX) ? ",\"note\":[{\"text\":\"" + SECRET + "\"}]" : "";
        return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\""
                + subject + "\"}" + secret + more + "}";
    }

    /** Of the observation-category, as an element. */
    default String category(String code) {
        return ",\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\","
                + "\"code\":\"" + code + "\"}]}]";
    }

    /** An Encounter of max's; its id. */
    default String anEncounterOfMax() {
        return aStored(aVisitOfJaneWithAdam()
                .withSubject(MAX)
                .with("identifier", "[{\"system\":\"urn:secret\",\"value\":\"" + SECRET + "\"}]"));
    }

    default Answer postsForm(Caller caller, String path, String query) {
        return caller.send(caller.request(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(query)));
    }

    /** The ids in a Bundle. */
    default List<String> idsIn(Answer answer) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : answer.expecting(200).json().path("entry")) {
            ids.add(entry.path("resource").path("id").asText());
        }
        return ids;
    }

    default String anUnknownId() {
        return UUID.randomUUID().toString();
    }

    default String batchOf(String... urls) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                + String.join(
                        ",",
                        Stream.of(urls)
                                .map(url -> "{\"request\":{\"method\":\"GET\",\"url\":\"" + url + "\"}}")
                                .toList())
                + "]}";
    }
}
