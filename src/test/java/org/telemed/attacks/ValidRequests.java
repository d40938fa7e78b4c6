package org.telemed.attacks;

import static org.telemed.fhir.EncounterFixture.aVisit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Host;
import org.telemed.server.SmartLaunch;

/** One good request of each kind that the server takes, to be mutated. */
final class ValidRequests {

    private static final String FHIR_JSON = "application/fhir+json";
    private static final String FHIR_XML = "application/fhir+xml";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON_PATCH = "[{\"op\":\"add\",\"path\":\"/length\",\"value\":"
            + "{\"value\":20.50,\"unit\":\"min\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"min\"}}]";
    private static final String FHIR_PATCH =
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                    + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
                    + "{\"name\":\"path\",\"valueString\":\"Encounter.status\"},"
                    + "{\"name\":\"value\",\"valueCode\":\"in-progress\"}]}]}";
    private static final List<String> SEARCHES = List.of(
            "Encounter?subject:Patient.birthdate=ge1970-01-01&_sort=-date&_count=3",
            "Encounter?_has:Observation:encounter:code=http://loinc.org|1-1",
            "Encounter?_include=Encounter:subject&_summary=true&_total=accurate",
            "Patient?_revinclude=Encounter:subject&name:contains=jane&_elements=name",
            "Observation?value-quantity=gt5.4|http://unitsofmeasure.org|mg&code-value-quantity=a$5.4",
            "Encounter?date=ge2020-01-01T10:00:00Z&_lastUpdated=gt2020-01-01&_format=json",
            "Encounter?length=gt20|http://unitsofmeasure.org|min&_pretty=true",
            "Encounter?_tag=http://example.org|a&_security=b&_profile=http://example.org/p&_offset=0");

    private final Host host;
    private final String visit;
    private final String token;
    private final List<RawRequest> all = new ArrayList<>();

    /** Stores what the requests are about. */
    ValidRequests(Host host) {
        this.host = host;
        this.token = host.tokenOf("adam");
        this.visit = new Caller(host, token)
                .createsRoomFor(visit())
                .expecting(200)
                .json()
                .path("id")
                .asText();
        operations();
        writes();
        patches();
        reads();
        bundles();
        elsewhere();
    }

    List<RawRequest> all() {
        return List.copyOf(all);
    }

    private String visit() {
        return aVisit().inProgress()
                .withSubject("Patient/jane-doe")
                .withParticipant("Practitioner/adam-careful")
                .with("identifier", "[{\"system\":\"http://example.org/visits\",\"value\":\"77\"}]")
                .with("length", "{\"value\":15.0,\"unit\":\"min\"}")
                .with("type", "[{\"text\":\"a visit\"}]")
                .with(
                        "text",
                        "{\"status\":\"additional\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>A <b>visit</b></div>\"}")
                .with("contained", "[{\"resourceType\":\"Location\",\"id\":\"ward\",\"name\":\"Ward 3\"}]")
                .with("location", "[{\"location\":{\"reference\":\"#ward\"}}]")
                .json(host.release());
    }

    private String stored() {
        return visit().replaceFirst("\\{", "{\"id\":\"" + visit + "\",");
    }

    private static String xml(String id) {
        return "<Encounter xmlns=\"http://hl7.org/fhir\">" + id + "<status value=\"in-progress\"/>"
                + "<type><text value=\"a visit\"/></type>"
                + "<subject><reference value=\"Patient/jane-doe\"/></subject>"
                + "<length><value value=\"15.0\"/><unit value=\"min\"/></length></Encounter>";
    }

    private void operations() {
        String encounter = "/fhir/Encounter/" + visit;
        add("POST", "/fhir/Encounter/$create-telemed-room").body(FHIR_JSON, visit());
        add("POST", "/fhir/Encounter/$create-telemed-room").body(FHIR_JSON, stored());
        add("POST", "/fhir/Encounter/$create-telemed-room").body(FHIR_XML, xml(""));
        add("POST", "/fhir/Encounter/$create-telemed-room").body(FHIR_JSON, parameters());
        add("POST", "/fhir/Encounter/$create-telemed-room?maxParticipants=3")
                .header("Idempotency-Key", "a-key")
                .body(FHIR_JSON, visit());
        add("POST", encounter + "/$create-telemed-room").header("If-Match", "W/\"1\"");
        add("POST", encounter + "/$telemed-token");
        add("GET", encounter + "/$telemed-token?_format=json");
        add("GET", "/fhir/Encounter/$telemed-token?encounterId=Encounter/" + visit);
        add("POST", "/fhir/Encounter/$telemed-token")
                .body(
                        FHIR_JSON,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"encounterId\","
                                + "\"valueString\":\"" + visit + "\"}]}");
        add("POST", encounter + "/$end-telemed-room");
        add("POST", "/v1/telemed/room").body("application/json", "{\"encounter\":" + visit() + "}");
        add("POST", "/v1/telemed/room").body("text/plain", visit());
        add("GET", "/v1/telemed/token?encounterId=" + visit).header("x-zapehr-project-id", "p");
        add("GET", "/v1/user/me");
    }

    private String parameters() {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"encounter\",\"resource\":" + visit()
                + "},{\"name\":\"maxParticipants\",\"valuePositiveInt\":3},{\"name\":\"waitingRoom\",\"valueBoolean\":true}]}";
    }

    private void writes() {
        String encounter = "/fhir/Encounter/" + visit;
        add("POST", "/fhir/Encounter").header("Prefer", "return=representation").body(FHIR_JSON, visit());
        add("POST", "/fhir/Encounter")
                .header("If-None-Exist", "identifier=http://example.org/visits|77")
                .body(FHIR_JSON, visit());
        add("POST", "/fhir/Encounter").body(FHIR_XML, xml(""));
        add("PUT", encounter).body(FHIR_JSON, stored());
        add("PUT", encounter).body(FHIR_XML, xml("<id value=\"" + visit + "\"/>"));
        add("PUT", "/fhir/Encounter?identifier=http://example.org/visits|78").body(FHIR_JSON, visit());
        add("PUT", "/fhir/Observation/an-observation")
                .body(
                        FHIR_JSON,
                        "{\"resourceType\":\"Observation\",\"id\":\"an-observation\",\"status\":\"final\","
                                + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"1-1\"}]},"
                                + "\"valueQuantity\":{\"value\":5.40,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"},"
                                + "\"effectiveDateTime\":\"2024-02-29T10:00:00.123Z\"}");
        add("DELETE", "/fhir/Encounter/no-such-visit").header("If-Match", "W/\"1\"");
    }

    private void patches() {
        String encounter = "/fhir/Encounter/" + visit;
        add("PATCH", encounter).body("application/json-patch+json", JSON_PATCH);
        add("PATCH", encounter).body(FHIR_JSON, FHIR_PATCH);
        add("PATCH", encounter)
                .body(
                        FHIR_XML,
                        "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"operation\"/>"
                                + "<part><name value=\"type\"/><valueCode value=\"replace\"/></part>"
                                + "<part><name value=\"path\"/><valueString value=\"Encounter.status\"/></part>"
                                + "<part><name value=\"value\"/><valueCode value=\"in-progress\"/></part></parameter></Parameters>");
        add("PATCH", encounter)
                .body(
                        "application/xml-patch+xml",
                        "<diff><replace sel=\"Encounter/status/@value\">onleave</replace></diff>");
    }

    private void reads() {
        String encounter = "/fhir/Encounter/" + visit;
        add("GET", encounter).header("Accept", FHIR_JSON).header("If-None-Match", "W/\"9\"");
        add("GET", encounter + "/_history/1");
        add("GET", encounter + "/_history?_count=2&_since=2020-01-01T00:00:00Z");
        add("GET", "/fhir/Encounter/_history?_at=2020-01-01");
        add("HEAD", encounter);
        add("GET", "/fhir/metadata?_summary=true");
        add(
                "GET",
                "/fhir/OperationDefinition?url=https://hapi-fhir-telemed.org/fhir/OperationDefinition/telemed-token");
        SEARCHES.forEach(search -> add("GET", "/fhir/" + search.replace("|", "%7C")));
        SEARCHES.forEach(search -> {
            String[] parts = search.split("\\?", 2);
            add("POST", "/fhir/" + parts[0] + "/_search").body(FORM, parts[1].replace("|", "%7C"));
        });
    }

    private void bundles() {
        String patch = Base64.getEncoder().encodeToString(JSON_PATCH.getBytes(StandardCharsets.UTF_8));
        for (String type : List.of("batch", "transaction")) {
            add("POST", "/fhir/")
                    .body(
                            FHIR_JSON,
                            "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":["
                                    + "{\"fullUrl\":\"urn:uuid:0c5a0bd2-5b7f-4a0e-9f3c-0a7a6b1d2e3f\",\"resource\":"
                                    + visit()
                                    + ",\"request\":{\"method\":\"POST\",\"url\":\"Encounter\",\"ifNoneExist\":\"identifier=a|b\"}},"
                                    + "{\"request\":{\"method\":\"GET\",\"url\":\"Encounter?_count=1&subject.name=jane\"}},"
                                    + "{\"resource\":{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\""
                                    + patch + "\"},\"request\":{\"method\":\"PATCH\",\"url\":\"Encounter/" + visit
                                    + "\"}}]}");
        }
    }

    private void elsewhere() {
        add("GET", "/actuator/health");
        add("GET", "/actuator/prometheus");
        add("GET", "/");
        all.add(RawRequest.of("POST", "/telemed/twilio/callback")
                .header("X-Twilio-Signature", "bm8gc2lnbmF0dXJl")
                .body(
                        FORM,
                        "RoomSid=RM1&StatusCallbackEvent=room-ended&RoomName=" + visit + "&Timestamp="
                                + URLEncoder.encode("2024-01-01T00:00:00.000Z", StandardCharsets.UTF_8)));
        all.add(RawRequest.of("POST", "/oauth2/token")
                .header("Authorization", "Basic YWRhbTphZGFt")
                .body(FORM, "grant_type=client_credentials&scope=user/Encounter.r"));
        SmartLaunch launch = new SmartLaunch(host.http()).with("login_hint", "jane");
        all.add(RawRequest.of("GET", "/oauth2/authorize?" + launch.query()));
        all.add(RawRequest.of("POST", "/oauth2/authorize").body(FORM, launch.query()));
        all.add(RawRequest.of("POST", "/oauth2/token")
                .body(FORM, "grant_type=authorization_code&client_id=telemed-console&code=a&code_verifier=b"));
    }

    /** A request that is in the list, with what is added to it afterwards. */
    private Draft add(String method, String target) {
        all.add(RawRequest.of(method, target).header("Authorization", "Bearer " + token));
        return new Draft(all.size() - 1);
    }

    /** Adds to the request at that place of the list. */
    private final class Draft {
        private final int at;

        private Draft(int at) {
            this.at = at;
        }

        Draft header(String name, String value) {
            all.set(at, all.get(at).header(name, value));
            return this;
        }

        void body(String type, String text) {
            all.set(at, all.get(at).body(type, text));
        }
    }
}
