package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class BodyLimitTest extends DemoServer {

    private static final int LIMIT = 1024 * 1024;
    private static final String FHIR = "application/fhir+json";

    @Test
    void a_body_over_the_limit_is_refused_in_plain_words() {
        Answer answer = post("/fhir/Patient", tokenOf("adam"), patientOf(LIMIT + 1));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith(FHIR);
        assertThat(answer.issue().path("code").asText()).isEqualTo("too-long");
        assertThat(answer.errorCode()).isEqualTo("too-large");
        assertThat(answer.issue().path("diagnostics").asText()).contains("telemed.limits.body");
    }

    @Test
    void a_body_at_the_limit_is_not() {
        assertThat(post("/fhir/Patient", tokenOf("adam"), patientOf(LIMIT)).status())
                .isEqualTo(201);
    }

    @Test
    void twenty_megabytes_get_the_same_answer() {
        assertThat(post("/fhir/Encounter", tokenOf("adam"), " ".repeat(20 * LIMIT))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void bytes_that_are_not_announced_are_counted() {
        byte[] body = patientOf(LIMIT + 1).getBytes(StandardCharsets.UTF_8);
        Answer answer = send(
                "POST",
                "/fhir/Patient",
                tokenOf("adam"),
                FHIR,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void packed_bytes_are_counted_unpacked() throws IOException {
        assertThat(gzipped(gzip(patientOf(LIMIT + 1))).status()).isEqualTo(413);
        assertThat(gzipped(gzip(patientOf(LIMIT / 2))).status()).isEqualTo(201);
    }

    @Test
    void what_only_claims_to_be_packed_is_a_bad_request() {
        Answer answer = gzipped("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("bad-request");
    }

    @Test
    void an_unknown_packing_is_not_guessed_at() {
        Answer answer = send(request("/fhir/Patient", tokenOf("adam"))
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString("x")));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void a_form_still_searches() {
        Answer answer = send(
                "POST",
                "/fhir/Encounter/_search",
                tokenOf("adam"),
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString("_id=visit-finished"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_stranger_learns_nothing_about_limits() {
        assertThat(post("/fhir/Patient", "", patientOf(LIMIT + 1)).status()).isEqualTo(401);
    }

    private static Answer gzipped(byte[] body) {
        return send(request("/fhir/Patient", tokenOf("adam"))
                .header("Content-Type", FHIR)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String patientOf(int bytes) {
        String patient = "{\"resourceType\":\"Patient\"}";
        return patient + " ".repeat(bytes - patient.length());
    }
}
