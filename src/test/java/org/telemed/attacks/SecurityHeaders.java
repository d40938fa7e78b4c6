package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.attacks.RawHttp.Reply;

/** A browser that is brought to an answer must neither keep it, frame it, guess its type, nor run what is in it. */
public interface SecurityHeaders extends Acceptance {

    String VISIT = "/fhir/Encounter/visit-in-progress";

    /** Each base with each status that can be had without a fault, by who answers: Tomcat, our filters, HAPI, Spring. */
    @ParameterizedTest
    @CsvSource({
        "200, GET, /fhir/Encounter/visit-in-progress, adam",
        "200, HEAD, /fhir/Encounter/visit-in-progress, adam",
        "200, GET, /fhir/Encounter/visit-in-progress/_history, adam",
        "200, GET, /fhir/Patient?name=jane, adam",
        "200, POST, /fhir/Encounter/visit-in-progress/$telemed-token, adam",
        "400, GET, /fhir/Patient?nonsense=1, adam",
        "400, GET, /fhir/a;b, adam",
        "400, GET, /fhir/a%2Fb, adam",
        "400, GET, /fhir/a%00b, adam",
        "401, GET, /fhir/Encounter/visit-in-progress, ",
        "401, POST, /fhir/Encounter/visit-in-progress/$telemed-token, ",
        "403, POST, /fhir/Encounter/visit-in-progress/$telemed-token, eve",
        "403, DELETE, /fhir/Encounter/visit-in-progress, eve",
        "404, GET, /fhir/Encounter/never-seen, adam",
        "404, GET, /fhir/Nothing, adam",
        "405, TRACE, /fhir/Encounter, adam",
        "405, NONSENSE, /fhir/Encounter, adam",
        "422, POST, /fhir/Encounter/visit-finished/$telemed-token, adam",
        "200, GET, /v1/user/me, adam",
        "200, GET, /v1/telemed/token?encounterId=visit-in-progress, adam",
        "400, GET, /v1/telemed/token, adam",
        "400, GET, /v1/a;b, adam",
        "401, GET, /v1/user/me, ",
        "403, GET, /v1/telemed/token?encounterId=visit-in-progress, eve",
        "404, GET, /v1/telemed/token?encounterId=never-seen, adam",
        "405, DELETE, /v1/user/me, adam",
        "200, GET, /actuator/health, ",
        "401, GET, /actuator/env, ",
        "403, GET, /actuator/env, clinic",
        "403, POST, /telemed/twilio/callback, ",
        "405, GET, /telemed/twilio/callback, ",
        "401, GET, /nothing, ",
        "404, GET, /nothing, adam",
        "400, GET, /%zz, ",
        "401, OPTIONS, /fhir/Encounter, ",
    })
    default void every_answer_has_them(int status, String method, String target, String client) {
        Reply reply = RawHttp.send(host(), method, target, client == null ? "" : host().tokenOf(client));
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertHeaders(reply, "no-store");
    }

    @Test
    default void a_request_that_is_no_http_has_them_too() {
        assertHeaders(
                RawHttp.send(host(), "GET /fhir/{ HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"), "no-store");
        String long40k = "x".repeat(40_000);
        assertHeaders(RawHttp.send(host(), "GET", "/fhir/Encounter", "", "X-Long: " + long40k), "no-store");
    }

    @Test
    default void the_capability_statement_may_be_kept_and_is_asked_for_by_its_tag() {
        assertHeaders(RawHttp.send(host(), "GET", "/fhir/metadata", ""), "no-cache");
    }

    @Test
    default void a_version_that_is_known_is_304_still() {
        String token = host().tokenOf("adam");
        Reply read = RawHttp.send(host(), "GET", VISIT, token);
        Reply again = RawHttp.send(host(), "GET", VISIT, token, "If-None-Match: " + read.header("etag"));
        assertThat(again.status()).isEqualTo(304);
        assertHeaders(again, "no-store");
    }

    @Test
    default void a_page_that_somebody_stored_cannot_run() {
        String page = Base64.getEncoder().encodeToString("<script>alert(1)</script>".getBytes());
        Answer stored = as("adam").post("Binary", """
                {"resourceType": "Binary", "contentType": "text/html", "data": "%s"}""".formatted(page));
        String id = stored.expecting(201).json().path("id").asText();
        Reply reply =
                RawHttp.send(host(), "GET", "/fhir/Binary/" + id, host().tokenOf("adam"), "Accept: text/html,*/*");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("text/html");
        assertThat(reply.header("content-disposition")).startsWith("Attachment");
        assertHeaders(reply, "no-store");
    }

    private static void assertHeaders(Reply reply, String cacheControl) {
        assertThat(reply.header("cache-control")).as(reply.toString()).isEqualTo(cacheControl);
        assertThat(reply.header("content-security-policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("x-frame-options")).isEqualTo("DENY");
        assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
    }
}
