package org.telemed.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class ScopeAuthorizationTest extends DemoServer {

    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Test\"}]}";

    @ParameterizedTest
    @CsvSource({
        "/fhir/Encounter/visit-arrived, 200",
        "/fhir/Encounter/visit-arrived/_history, 200",
        "/fhir/Encounter/visit-arrived/_history/1, 200",
        "/fhir/Encounter?_id=visit-arrived, 403",
        "/fhir/Encounter/_history, 403",
        "/fhir/Patient/jane-doe, 403",
        "/fhir/_history, 403",
    })
    void the_letter_r_reads_one_resource_and_searches_nothing(String path, int status) {
        assertThat(get(path, tokenOf("adam", "user/Encounter.r")).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Encounter?_id=visit-arrived, 200",
        "/fhir/Encounter/_history, 200",
        "/fhir/Encounter/visit-arrived, 403",
        "/fhir/Patient, 403",
    })
    void the_letter_s_searches_and_reads_no_single_one(String path, int status) {
        assertThat(get(path, tokenOf("adam", "user/Encounter.s")).status()).isEqualTo(status);
    }

    @Test
    void a_search_shows_no_included_resource_of_another_type() {
        String path = "/fhir/Encounter?_id=visit-arrived&_include=Encounter:subject";
        assertThat(get(path, tokenOf("tablet")).status()).isEqualTo(403);
        assertThat(get(path, tokenOf("eve")).status()).isEqualTo(200);
    }

    @Test
    void a_denial_says_what_to_do() {
        Answer answer = get("/fhir/Patient/jane-doe", tokenOf("tablet"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.issue().path("code").asText()).isEqualTo("forbidden");
        assertThat(answer.errorCode()).isEqualTo("not-allowed");
        assertThat(answer.issue().path("diagnostics").asText())
                .isEqualTo(answer.issue().path("details").path("text").asText())
                .contains("scope", "user/Patient.r.");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Patient/jane-doe, user/Patient.r",
        "GET, Patient/jane-doe/_history, user/Patient.r",
        "GET, Patient/_history, user/Patient.s",
        "GET, _history, user/*.s",
        "GET, Patient?family=Doe, user/Patient.s",
        "POST, Patient, user/Patient.c",
        "PUT, Patient/by-denial, user/Patient.u",
        "DELETE, Patient/nobody, user/Patient.d",
        "POST, Encounter/$create-telemed-room, user/Encounter.cu",
        "POST, Appointment/booking/$create-telemed-room, user/Encounter.cu and user/Appointment.r",
        "POST, Encounter/visit-arrived/$telemed-token, user/Encounter.r",
        "GET, Encounter/visit-arrived/$telemed-status, user/Encounter.r",
        "POST, Encounter/visit-arrived/$end-telemed-room, user/Encounter.u",
        "GET, Patient/jane-doe/$everything, system/*.cruds",
        "POST, Patient/$validate, system/*.cruds",
    })
    void what_a_denial_asks_for_is_enough(String method, String path, String scopes) {
        Answer denied = asks(method, path, tokenOf("adam", "user/Device.r"));
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.issue().path("diagnostics").asText()).endsWith("such as " + scopes + ".");
        String client = scopes.startsWith("system/") ? "clinic" : "adam";
        assertThat(asks(method, path, tokenOf(client, scopes.replace(" and ", " ")))
                        .errorCode())
                .isNotEqualTo("not-allowed");
    }

    private static Answer asks(String method, String path, String token) {
        String body = path.contains("$")
                ? "{\"resourceType\":\"Parameters\"}"
                : PATIENT.replace("{", "{\"id\":\"by-denial\",");
        return send(request("/fhir/" + path, token)
                .header("Content-Type", "application/fhir+json")
                .method(method, method.startsWith("P") ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
    }

    @Test
    void each_kind_of_write_needs_its_letter() {
        assertThat(post("/fhir/Patient", tokenOf("adam", "user/Patient.rs"), PATIENT)
                        .status())
                .isEqualTo(403);
        Answer created = post("/fhir/Patient", tokenOf("adam", "user/Patient.c"), PATIENT);
        assertThat(created.status()).isEqualTo(201);
        String id = created.header("Location").replaceFirst("/_history/.*", "").replaceFirst(".*/", "");
        String path = "/fhir/Patient/" + id;
        String changed = PATIENT.replace("Test", "Changed").replaceFirst("\\{", "{\"id\":\"" + id + "\",");

        assertThat(put(path, tokenOf("adam", "user/Patient.c"), changed).status())
                .isEqualTo(403);
        assertThat(put(path, tokenOf("adam", "user/Patient.u"), changed).status())
                .isEqualTo(200);
        assertThat(delete(path, tokenOf("adam", "user/Patient.cru")).status()).isEqualTo(403);
        assertThat(delete(path, tokenOf("adam", "user/Patient.d")).status()).isEqualTo(200);
    }

    @Test
    void an_update_may_create_under_a_client_s_id() {
        String body = "{\"resourceType\":\"Patient\",\"id\":\"by-update\"}";
        assertThat(put("/fhir/Patient/by-update", tokenOf("adam", "user/Patient.u"), body)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_patch_is_an_update() {
        String patch = "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":true}]";
        assertThat(patch("/fhir/Patient/jane-doe", tokenOf("eve"), patch)).isEqualTo(403);
        assertThat(patch("/fhir/Patient/jane-doe", tokenOf("adam", "user/Patient.u"), patch))
                .isEqualTo(200);
    }

    @Test
    void a_patient_s_scopes_never_write() {
        assertThat(get("/fhir/Patient/jane-doe", tokenOf("jane")).status()).isEqualTo(200);
        assertThat(post("/fhir/Patient", tokenOf("jane"), PATIENT).status()).isEqualTo(403);
        assertThat(delete("/fhir/Patient/jane-doe", tokenOf("jane")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "batch"})
    void entries_of_a_bundle_are_checked_one_by_one(String type) {
        String bundle = bundle(type, entry("POST", "Patient", PATIENT), entry("GET", "Encounter/visit-arrived", ""));
        assertThat(post("/fhir", tokenOf("tablet"), bundle).status()).isEqualTo(403);
        assertThat(post("/fhir", tokenOf("adam", "user/Encounter.cruds"), bundle)
                        .status())
                .isEqualTo(403);
        Answer allowed = post("/fhir", tokenOf("adam"), bundle);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.json()
                        .path("entry")
                        .path(1)
                        .path("resource")
                        .path("id")
                        .asText())
                .isEqualTo("visit-arrived");
    }

    @Test
    void reads_in_a_batch_are_checked_too() {
        String bundle = bundle("batch", entry("GET", "Patient/jane-doe", ""));
        Answer answer = post("/fhir", tokenOf("tablet"), bundle);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("Doe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/$meta",
                "/fhir/Patient/$meta",
                "/fhir/Patient/jane-doe/$meta",
                "/fhir/Patient/jane-doe/$everything",
                "/fhir/Patient/jane-doe/$validate",
                "/fhir/$get-resource-counts"
            })
    void operations_of_hapi_s_own_are_for_the_system_alone(String path) {
        assertThat(get(path, tokenOf("adam")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/$expunge",
                "/fhir/$reindex",
                "/fhir/Patient/jane-doe/$meta-add",
                "/fhir/Patient/jane-doe/$meta-delete",
                "/fhir/Patient/jane-doe/$expunge",
                "/fhir/Patient/$validate"
            })
    void operations_that_change_things_are_for_the_system_alone(String path) {
        String empty = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{}}]}";
        assertThat(post(path, tokenOf("adam"), empty).status()).isIn(400, 403);
        assertThat(post(path, "", empty).status()).isEqualTo(401);
    }

    @Test
    void the_system_may_call_them() {
        assertThat(get("/fhir/Patient/jane-doe/$meta", tokenOf("clinic")).status())
                .isEqualTo(200);
    }

    private static int patch(String path, String token, String body) {
        return send("PATCH", path, token, "application/json-patch+json", BodyPublishers.ofString(body))
                .status();
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String method, String url, String resource) {
        String content = resource.isEmpty() ? "" : "\"resource\":" + resource + ",";
        return "{" + content + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}";
    }
}
