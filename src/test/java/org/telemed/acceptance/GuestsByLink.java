package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's "Guests, without a login". */
public interface GuestsByLink extends Guests {

    @Test
    default void a_guest_comes_by_link_waits_and_joins_when_admitted() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer invited = invites("adam", id, named("Ana Ruiz"), text("role", "Code", "translator"))
                .expecting(200);
        assertThat(invited.header("Cache-Control")).contains("no-store");
        assertThat(url(invited)).matches(host().http().root() + "/join#[A-Za-z0-9_-]{43}");
        GuestBrowser ana = aBrowser();
        Answer redeemed = ana.redeems(url(invited)).expecting(200);
        assertThat(value(redeemed.json(), "state")).isEqualTo("waiting");
        assertThat(value(redeemed.json(), "moderator")).isEqualTo("false");
        assertThat(redeemed.body()).doesNotContain("jane-doe", "adam-careful", "Ana");
        Answer waits = ana.asksForToken();
        assertThat(waits.status()).isEqualTo(422);
        assertThat(waits.json().path("code").asText()).isEqualTo("waiting");
        assertThat(waits.header("Retry-After")).isNotEmpty();
        decides("adam", id, "admit", guestIn(invited)).expecting(200);
        assertThat(value(ana.asksForStatus().expecting(200).json(), "state")).isEqualTo("may-join");
        Answer token = ana.asksForToken().expecting(200);
        assertThat(token.header("Cache-Control")).contains("no-store");
        assertThat(token.parameter("identity")).startsWith("guest-").doesNotContain("Ana");
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(value(ana.asksForStatus().json(), "state")).isEqualTo("in-call"));
    }

    @Test
    default void a_name_becomes_a_related_person_of_the_patient_on_the_list() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String guest = guestIn(invites("adam", id, named(" Ana <b>Ruiz</b> "), text("role", "Code", "translator"))
                .expecting(200));
        JsonNode person = as("adam").get(guest).expecting(200).json();
        assertThat(person.at("/patient/reference").asText()).isEqualTo("Patient/jane-doe");
        assertThat(person.at("/name/0/text").asText()).isEqualTo("Ana <b>Ruiz</b>");
        JsonNode entry = as("adam").reads(id).json().path("participant").path(1);
        JsonNode listed = entry.path(host().release().isR5() ? "actor" : "individual");
        assertThat(listed.path("reference").asText()).isEqualTo(guest);
        assertThat(listed.path("display").asText()).isEqualTo("Ana <b>Ruiz</b>");
        assertThat(entry.at("/type/0/coding/0/system").asText())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/participant-type");
        assertThat(entry.at("/type/0/coding/0/code").asText()).isEqualTo("translator");
        assertThat(stored(id).room()).startsWith("RM");
    }

    @Test
    default void somebody_who_is_stored_and_listed_is_neither_made_nor_listed_again() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        invites("adam", id, referring("RelatedPerson/john-doe")).expecting(200);
        String version = stored(id).version();
        assertThat(version).isEqualTo("2");
        Answer again = invites("adam", id, referring("RelatedPerson/john-doe")).expecting(200);
        assertThat(guestIn(again)).isEqualTo("RelatedPerson/john-doe");
        assertThat(stored(id).version()).isEqualTo(version);
        invites("adam", id, referring("Practitioner/eve-outsider")).expecting(200);
        assertThat(as("adam").reads(id).json().path("participant")).hasSize(3);
    }

    @Test
    default void the_moderator_sees_that_they_are_a_guest() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String guest = guestIn(invites("adam", id, named("Ana Ruiz")).expecting(200));
        JsonNode status = as("adam").asksForStatus(id).expecting(200).json();
        assertThat(status.path("parameter")).anySatisfy(person -> {
            assertThat(value(person, "reference")).isEqualTo(guest);
            assertThat(value(person, "display")).isEqualTo("Ana Ruiz");
            assertThat(value(person, "guest")).isEqualTo("true");
        });
    }

    @Test
    default void the_same_browser_comes_back_and_another_is_refused() {
        String link = aLinkTo(aRoomFor(aVisitOfJaneWithAdam()));
        GuestBrowser ana = aBrowser();
        String set = ana.redeems(link).expecting(200).header("Set-Cookie");
        assertThat(set)
                .startsWith("telemed-guest=")
                .contains("; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/telemed/guest", "; Max-Age=");
        String cookie = ana.cookie();
        ana.redeems(link).expecting(200);
        assertThat(ana.cookie()).isEqualTo(cookie);
        isTheOneNotFound(aBrowser().redeems(link));
        ana.asksForStatus().expecting(200);
    }

    @Test
    default void of_several_browsers_at_once_one_wins() {
        String link = aLinkTo(aRoomFor(aVisitOfJaneWithAdam()));
        List<Answer> answers = atOnce(6, () -> aBrowser().redemption(link));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 404).containsOnlyOnce(200);
        answers.stream().filter(answer -> answer.status() == 404).forEach(this::isTheOneNotFound);
    }

    @Test
    default void a_new_link_ends_the_old_one_and_its_session_but_not_what_was_decided() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer first = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser old = aBrowser();
        old.redeems(url(first)).expecting(200);
        old.asksForToken();
        decides("adam", id, "admit", guestIn(first)).expecting(200);
        old.asksForToken().expecting(200);
        try (EventStream stream = old.watches().opened()) {
            stream.next();
            Answer second = invites("adam", id, referring(guestIn(first))).expecting(200);
            stream.isEnded();
            isTheOneNotFound(old.asksForStatus());
            isTheOneNotFound(old.redeems(url(first)));
            GuestBrowser fresh = aBrowser();
            fresh.redeems(url(second)).expecting(200);
            fresh.asksForToken().expecting(200);
        }
    }

    @Test
    default void who_is_taken_off_the_list_is_out_and_their_link_dead() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        decides("adam", id, "admit", guestIn(invited)).expecting(200);
        Answer token = ana.asksForToken().expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        try (EventStream stream = ana.watches().opened()) {
            stream.next();
            takesOff(id, guestIn(invited));
            isTheOneNotFound(ana.asksForToken());
            isTheOneNotFound(ana.redeems(url(invited)));
            stream.isEnded();
        }
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !twilio().connected(token.parameter("room")).contains(token.parameter("identity")));
    }

    @Test
    default void the_stream_tells_of_the_admission_and_at_last_of_the_end() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        ana.asksForToken();
        try (EventStream stream = ana.watches().opened()) {
            assertThat(stream.answer().header("Content-Type")).startsWith("text/event-stream");
            assertThat(value(stream.next(), "state")).isEqualTo("waiting");
            decides("adam", id, "admit", guestIn(invited)).expecting(200);
            stream.until("state", "may-join");
            as("adam").put("Encounter/" + id, finished(id)).expecting(200);
            stream.until("state", "closed");
            stream.isEnded();
        }
        isTheOneNotFound(ana.asksForStatus());
        isTheOneNotFound(ana.asksForToken());
        isTheOneNotFound(ana.redeems(url(invited)));
    }

    private String finished(String id) {
        return as("adam")
                .reads(id)
                .body()
                .replaceFirst("\"in-progress\"", host().release().isR5() ? "\"completed\"" : "\"finished\"");
    }

    @Test
    default void a_deleted_visit_ends_it() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        as("adam").deletes("Encounter/" + id).expecting(200);
        isTheOneNotFound(ana.asksForStatus());
        isTheOneNotFound(ana.redeems(url(invited)));
    }

    @Test
    default void a_link_and_its_tokens_end_when_it_was_said() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer usual = invites("adam", id, named("Ana Ruiz")).expecting(200);
        Instant now = Instant.parse(value(usual.json(), "expires")).minus(Duration.ofDays(1));
        Instant soon = now.plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MILLIS);
        Answer invited = invites("adam", id, named("Bo"), text("until", "Instant", soon.toString()))
                .expecting(200);
        assertThat(Instant.parse(value(invited.json(), "expires"))).isEqualTo(soon);
        decides("adam", id, "admit", guestIn(invited)).expecting(200);
        GuestBrowser bo = aBrowser();
        bo.redeems(url(invited)).expecting(200);
        Answer token = bo.asksForToken().expecting(200);
        assertThat(Instant.parse(token.parameter("expires"))).isBeforeOrEqualTo(soon);
    }

    @Test
    default void a_link_may_be_made_before_there_is_a_room() {
        String id = aStored(aVisitOfJaneWithAdam());
        GuestBrowser ana = aBrowser();
        assertThat(value(ana.redeems(aLinkTo(id)).expecting(200).json(), "state"))
                .isEqualTo("no-room");
        assertThat(ana.asksForToken().json().path("code").asText()).isEqualTo("no-room");
    }

    @Test
    default void one_browser_goes_from_one_visit_to_another_and_back() {
        String first = aLinkTo(aRoomFor(aVisitOfJaneWithAdam()));
        String second = aLinkTo(aStored(aVisitOfJaneWithAdam()));
        GuestBrowser ana = aBrowser();
        ana.redeems(first).expecting(200);
        assertThat(value(ana.redeems(second).expecting(200).json(), "state")).isEqualTo("no-room");
        assertThat(value(ana.redeems(first).expecting(200).json(), "state")).isEqualTo("waiting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"participant\",\"valueReference\":{\"reference\":\"RelatedPerson/john-doe\"}}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"name\",\"valueString\":\"B\"}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"RelatedPerson/nobody-knows\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"https://elsewhere.example/fhir/RelatedPerson/john-doe\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"#john\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"RelatedPerson/john-doe/_history/1\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"display\":\"John\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Patient/jane-doe\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Practitioner/adam-careful\"}}",
                "{\"name\":\"participant\",\"valueString\":\"RelatedPerson/john-doe\"}",
                "{\"name\":\"name\",\"valueString\":\"...\"}",
                "{\"name\":\"name\",\"valueBoolean\":true}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"role\",\"valueCode\":\"wizard\"}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"until\",\"valueInstant\":\"2020-01-01T00:00:00Z\"}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"until\",\"valueInstant\":\"2199-01-01T00:00:00Z\"}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"until\",\"valueString\":\"tomorrow\"}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"until\",\"valueDateTime\":\"2027\"}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"phone\",\"valueString\":\"555-0100\"}",
                "{\"name\":\"name\",\"valueString\":\"A\"},{\"name\":\"reason\",\"valueString\":\"cough\"}"
            })
    default void what_makes_no_sense_is_refused_and_changes_nothing(String sent) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer refused = changingNothing(() -> invites("adam", id, sent));
        assertRefused(refused, 400, "invalid", "bad-request");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void a_name_is_a_line_of_eighty_characters() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String name : List.of("x".repeat(81), "x".repeat(10_000), "A\\nB", "A\\u0007", "A\\u202eB", " ")) {
            Answer refused = invites("adam", id, "{\"name\":\"name\",\"valueString\":\"" + name + "\"}");
            assertThat(refused.status()).as(refused::body).isIn(400, 422);
            assertThat(refused.body()).doesNotContain("xxxxxxxxxx");
        }
        invites("adam", id, named("ü".repeat(80))).expecting(200);
    }

    @Test
    default void nobody_invites_to_a_visit_that_is_over() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").put("Encounter/" + id, finished(id)).expecting(200);
        assertRefused(invites("adam", id, named("Ana")), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void a_name_needs_a_patient_to_belong_to() {
        String id = aStored(aVisit().inProgress().withParticipant("Practitioner/adam-careful"));
        assertRefused(invites("adam", id, named("Ana")), 422, "business-rule", "no-patient");
        invites("adam", id, referring("RelatedPerson/john-doe")).expecting(200);
    }

    @Test
    default void an_idempotency_key_is_refused_rather_than_ignored() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer refused = as("adam").send(invitation("adam", id, named("Ana")).header("Idempotency-Key", "once"));
        assertRefused(refused, 400, "invalid", "bad-request");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void if_match_holds_and_nothing_half_made_stays() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String name = "Half made " + id;
        Answer refused = as("adam").send(invitation("adam", id, named(name)).header("If-Match", "W/\"7\""));
        assertThat(refused.status()).as(refused::body).isIn(409, 412);
        assertThat(stored(id).version()).isEqualTo("1");
        assertThat(relatedPersons()).doesNotContain(name);
        as("adam")
                .send(invitation("adam", id, named(name)).header("If-Match", "W/\"1\""))
                .expecting(200);
        assertThat(relatedPersons()).contains(name);
    }

    private String relatedPersons() {
        Caller adam = as("adam");
        return adam.send(adam.request("RelatedPerson?_count=1000&_sort=-_lastUpdated")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .body();
    }

    @Test
    default void several_invitations_at_once_are_all_stored() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        List<Answer> answers = allAtOnce(Stream.of("Ana", "Bo")
                .map(name -> invitation("adam", id, named(name)))
                .toList());
        answers.forEach(answer -> answer.expecting(200));
        answers.forEach(answer -> aBrowser().redeems(url(answer)).expecting(200));
        assertThat(as("adam").reads(id).json().path("participant")).hasSize(3);
    }

    @Test
    default void a_link_is_sent_where_that_is_set_up_and_else_refused() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().forgetsRequests();
        Answer invited = invites("adam", id, named("Ana Ruiz"), text("phone", "String", "+14155550100"));
        List<JsonNode> messages = twilio().requests("POST /2010-04-01/Accounts/AC" + "0".repeat(32) + "/Messages.json");
        if (invited.status() == 400) {
            assertRefused(invited, 400, "invalid", "bad-request");
            assertThat(messages).isEmpty();
            assertThat(stored(id).version()).isEqualTo("1");
            return;
        }
        assertThat(value(invited.expecting(200).json(), "sent")).isEqualTo("true");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).at("/form/Body").asText())
                .endsWith(url(invited))
                .doesNotContain("Ana", "Jane", "Doe");
        Answer sent =
                as("adam").get("Communication?recipient=" + guestIn(invited)).expecting(200);
        assertThat(sent.json().path("entry")).hasSize(1);
        assertThat(sent.body())
                .contains("\"completed\"", "Patient/jane-doe", "SMSWRIT")
                .doesNotContain("4155550100", "join#", url(invited).replaceFirst(".*#", ""));
        Answer refused = invites("adam", id, named("Bo"), text("phone", "String", "+15005550001"));
        assertThat(value(refused.expecting(200).json(), "sent")).isEqualTo("false");
        aBrowser().redeems(url(refused)).expecting(200);
    }

    @Test
    default void every_step_is_recorded_with_the_guest() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        decides("adam", id, "admit", guestIn(invited)).expecting(200);
        ana.asksForToken().expecting(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (String code : List.of("guest-invited", "invitation-redeemed", "token-sent", "token-issued")) {
                List<JsonNode> events = auditEvents(guestIn(invited), code);
                assertThat(events).as(code).hasSize(1);
                assertThat(events.get(0).toString())
                        .contains("Encounter/" + id)
                        .doesNotContain(
                                url(invited).replaceFirst(".*#", ""),
                                ana.cookie().substring(0, 43));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "token"})
    default void other_methods_are_refused(String endpoint) {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH")) {
            Answer refused = host().http().send(aBrowser().request(endpoint).method(method, BodyPublishers.noBody()));
            assertThat(refused.status()).as(method).isEqualTo(405);
            assertThat(refused.header("Allow")).contains("POST");
        }
    }
}
