package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Somebody who may write and not read tries to be shown what is stored. */
public interface WritersDoNotRead extends Acceptance {

    /** How to write a Patient that is stored: method, path, content type, body. */
    record Form(String method, String path, String type, String body, String ifNoneExist) {

        @Override
        public String toString() {
            return method + " " + path + " " + type + (ifNoneExist.isEmpty() ? "" : " If-None-Exist");
        }
    }

    String FHIR = "application/fhir+json";

    static Stream<Form> forms() {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"ID\",\"active\":true,"
                + "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"ID\"}],\"name\":[{\"family\":\"SECRET\"}]}";
        String other = patient.replace("\"id\":\"ID\",", "");
        String jsonPatch = "[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"other\"}]";
        String fhirPatch = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Patient.active\"},"
                + "{\"name\":\"value\",\"valueBoolean\":false}]}]}";
        return Stream.of(
                new Form("POST", "Patient", FHIR, other, ""),
                new Form("PUT", "Patient/ID", FHIR, patient, ""),
                new Form("PATCH", "Patient/ID", "application/json-patch+json", jsonPatch, ""),
                new Form("PATCH", "Patient/ID", FHIR, fhirPatch, ""),
                new Form("DELETE", "Patient/ID", FHIR, "", ""),
                new Form("POST", "Patient", FHIR, other, "identifier=urn:x|ID"),
                new Form("POST", "Patient", FHIR, other, "Patient?identifier=urn:x|ID"),
                new Form("PUT", "Patient?identifier=urn:x%7CID", FHIR, other, ""),
                new Form("PATCH", "Patient?identifier=urn:x%7CID", "application/json-patch+json", jsonPatch, ""),
                new Form("PATCH", "Patient?identifier=urn:x%7CID", FHIR, fhirPatch, ""),
                new Form("DELETE", "Patient?identifier=urn:x%7CID", FHIR, "", ""));
    }

    @ParameterizedTest
    @MethodSource("forms")
    default void no_write_shows_what_is_stored(Form form) {
        for (String prefer : List.of("", "return=representation", "return=OperationOutcome", "return=minimal")) {
            String id = aSecretPatient();
            Answer answer = sends(writer("user/Patient.cud+user/Patient.s"), form, id, prefer);
            assertThat(answer.status()).as(answer::body).isBetween(200, 204);
            assertThat(answer.body())
                    .as(form + " " + prefer)
                    .doesNotContain("secret-" + id, "\"resourceType\":\"Patient\"");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    default void who_may_read_is_shown_it(Form form) {
        String id = aSecretPatient();
        Answer answer = sends(writer("user/Patient.cruds"), form, id, "return=representation");
        assertThat(answer.status()).as(answer::body).isBetween(200, 204);
        if (!form.method().equals("DELETE")) {
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("Patient");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    default void a_match_url_tells_nothing_without_the_right_to_search(Form form) {
        if (form.path().contains("?") || !form.ifNoneExist().isEmpty()) {
            String id = aSecretPatient();
            Answer there = sends(writer("user/Patient.crud"), form, id, "");
            Answer absent = sends(writer("user/Patient.crud"), form, "no-such-patient", "");
            assertRefused(there, 403, "forbidden", "not-allowed");
            assertThat(there.body()).isEqualTo(absent.body());
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    default void nor_does_one_in_a_bundle(Form form) {
        for (String type : List.of("batch", "transaction")) {
            String id = aSecretPatient();
            Answer answer = writer("user/Patient.crud").post("", bundle(type, form, id));
            boolean isConditional =
                    form.path().contains("?") || !form.ifNoneExist().isEmpty();
            assertThat(answer.status()).as(answer::body).isEqualTo(isConditional ? 403 : 200);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    default void no_entry_of_a_bundle_shows_what_it_stored(Form form) {
        for (String type : List.of("batch", "transaction")) {
            String id = aSecretPatient();
            Caller writer = writer("user/Patient.cud+user/Patient.s");
            Answer answer = writer.send(writer.request("")
                    .header("Content-Type", FHIR)
                    .header("Prefer", "return=representation")
                    .POST(BodyPublishers.ofString(bundle(type, form, id))));
            assertThat(answer.status()).as(answer::body).isEqualTo(200);
            assertThat(answer.json().at("/entry/0/response/status").asText()).startsWith("20");
            assertThat(answer.body())
                    .as(form + " in a " + type)
                    .doesNotContain("secret-" + id, "\"resourceType\":\"Patient\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"op\":\"test\",\"path\":\"/name/0/family\",\"value\":\"secret-ID\"}]",
                "[{\"op\":\"test\",\"path\":\"/name/0/family\",\"value\":\"guess\"}]"
            })
    default void a_patch_does_not_ask_for_what_is_stored(String patch) {
        String id = aSecretPatient();
        Answer answer =
                writer("user/Patient.u").patch("Patient/" + id, "application/json-patch+json", patch.replace("ID", id));
        assertRefused(answer, 403, "forbidden", "not-allowed");
    }

    @Test
    default void nor_does_a_condition_in_a_patch_s_path() {
        String id = aSecretPatient();
        String patch = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
                + "{\"name\":\"path\",\"valueString\":\"Patient.name.where(family='secret-" + id + "').given\"},"
                + "{\"name\":\"value\",\"valueString\":\"x\"}]}]}";
        assertRefused(writer("user/Patient.u").patch("Patient/" + id, FHIR, patch), 403, "forbidden", "not-allowed");
    }

    @Test
    default void a_refused_delete_does_not_name_what_refers_to_it() {
        String id = aSecretPatient();
        String visit = as("adam")
                .stores(aVisitOfJaneWithAdam().withSubject("Patient/" + id))
                .expecting(201)
                .json()
                .path("id")
                .asText();
        Caller writer = writer("user/Patient.cruds");
        Answer answer = writer.deletes("Patient/" + id);
        assertRefused(answer, 409, "conflict", "conflict");
        assertThat(answer.body()).doesNotContain(visit, "Encounter");
        for (String type : List.of("batch", "transaction")) {
            assertThat(writer.post("", bundle(type, new Form("DELETE", "Patient/ID", FHIR, "", ""), id))
                            .body())
                    .contains("Delete them first")
                    .doesNotContain(visit, "Encounter");
        }
        assertThat(as("adam").deletes("Patient/" + id).body()).contains(visit);
    }

    @Test
    default void a_create_with_a_room_names_it_only() {
        Answer answer = writer("user/Encounter.c").createsRoomFor(aVisitThatHoldsMuch());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.header("Content-Location"))
                .contains("/fhir/Encounter/")
                .doesNotContain("_history");
        assertThat(stored(idIn(answer)).room()).startsWith("RM");
    }

    @Test
    default void nor_do_the_other_forms_and_the_end_show_the_encounter() {
        String id = aRoomFor(aVisitThatHoldsMuch());
        Caller writer = writer("user/Encounter.u");
        for (Answer answer : List.of(
                writer.createsRoomOn(id),
                writer.createsRoomFor(aVisitOfJaneWithAdam().withId(id)),
                writer.endsRoomOf(id))) {
            assertThat(answer.status()).as(answer::body).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(idIn(answer)).isEqualTo(id);
            assertThat(answer.header("ETag")).isEmpty();
        }
    }

    @Test
    default void the_seed_s_api_names_it_only() {
        Caller writer = writer("user/Encounter.c");
        Answer answer = host().http()
                .send(
                        "POST",
                        "/v1/telemed/room",
                        host().tokenOf("adam", "user/Encounter.c"),
                        aVisitThatHoldsMuch().json(host().release()));
        assertThat(answer.status()).as(answer::body).isEqualTo(200);
        assertThat(answer.json().path("encounter").size()).isEqualTo(2);
        assertThat(answer.json().at("/encounter/resourceType").asText()).isEqualTo("Encounter");
        assertThat(stored(answer.json().at("/encounter/id").asText()).room()).startsWith("RM");
        assertThat(writer.reads(answer.json().at("/encounter/id").asText()).status())
                .isEqualTo(403);
    }

    private static String idIn(Answer answer) {
        return answer.header("Content-Location")
                .replaceFirst("/_history/.*", "")
                .replaceFirst(".*/", "");
    }

    private Caller writer(String scope) {
        return with(host().tokenOf("adam", scope));
    }

    private Answer sends(Caller caller, Form form, String id, String prefer) {
        var request = caller.request(form.path().replace("ID", id))
                .header("Content-Type", form.type())
                .method(form.method(), BodyPublishers.ofString(filled(form.body(), id)));
        if (!form.ifNoneExist().isEmpty()) {
            request.header("If-None-Exist", form.ifNoneExist().replace("ID", id));
        }
        if (!prefer.isEmpty()) {
            request.header("Prefer", prefer);
        }
        return caller.send(request);
    }

    private static String bundle(String type, Form form, String id) {
        String body = filled(form.body(), id);
        String resource = form.type().equals(FHIR)
                ? body
                : "{\"resourceType\":\"Binary\",\"contentType\":\"%s\",\"data\":\"%s\"}"
                        .formatted(
                                form.type(), Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        String ifNoneExist =
                form.ifNoneExist().isEmpty() ? "" : ",\"ifNoneExist\":\"" + filled(form.ifNoneExist(), id) + "\"";
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"%s}}]}"
                .formatted(
                        type,
                        body.isEmpty() ? "" : "\"resource\":" + resource + ",",
                        form.method(),
                        filled(form.path(), id),
                        ifNoneExist);
    }

    private static String filled(String text, String id) {
        return text.replace("SECRET", "sent").replace("ID", id);
    }

    /** Its id; its family name is a secret. */
    private String aSecretPatient() {
        String id = UUID.randomUUID().toString();
        as("adam")
                .put(
                        "Patient/" + id,
                        "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"active\":true,\"name\":[{\"family\":\"secret-%s\"}],\"identifier\":[{\"system\":\"urn:x\",\"value\":\"%s\"}]}"
                                .formatted(id, id, id))
                .expecting(201);
        return id;
    }

    /** HAPI's error quotes a text that is copied to where it does not fit. */
    @ParameterizedTest
    @ValueSource(strings = {"/resourceType", "/managingOrganization/reference"})
    default void a_patch_that_copies_what_is_stored_is_refused(String target) {
        String id = aSecretPatient();
        for (String op : List.of("copy", "move")) {
            String patch =
                    "[{\"op\":\"add\",\"path\":\"/managingOrganization\",\"value\":{\"reference\":\"x\"}},{\"op\":\""
                            + op + "\",\"from\":\"/name/0/family\",\"path\":\"" + target + "\"}]";
            Answer answer = writer("user/Patient.u").patch("Patient/" + id, "application/json-patch+json", patch);
            assertRefused(answer, 403, "forbidden", "not-allowed");
            assertThat(answer.body()).doesNotContain("secret-" + id);
        }
    }
}
