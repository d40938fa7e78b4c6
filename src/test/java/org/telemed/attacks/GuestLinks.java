package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.GuestBrowser;
import org.telemed.acceptance.Guests;

/** Somebody comes into a visit by a link that is not theirs, or makes more of their own than a visit as a guest. */
public interface GuestLinks extends Guests {
    String GUESSED = "A".repeat(43);

    private String aVisitWithARoom() {
        return aRoomFor(aVisitOfJaneWithAdam());
    }

    private static String secretOf(String link) {
        return link.replaceFirst(".*#", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "A",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "' OR '1'='1",
                "*",
                "%25",
                "https://hapi-fhir-telemed.org/fhir/NamingSystem/telemed-invitation|",
                "../../fhir/Task",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\\u0000",
                "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"
            })
    default void a_guessed_secret_is_not_found(String secret) {
        isTheOneNotFound(host().http().send(aBrowser().posts("{\"invitation\":\"" + secret + "\"}")));
    }

    @Test
    default void the_hash_that_is_stored_is_no_secret() {
        String id = aVisitWithARoom();
        aLinkTo(id);
        for (JsonNode task : tasksOf(id)) {
            for (JsonNode identifier : task.path("identifier")) {
                String hash = identifier.path("value").asText();
                isTheOneNotFound(aBrowser().redeems(hash));
                isTheOneNotFound(aBrowser().redeems(hash.substring(0, 43)));
            }
        }
    }

    private List<JsonNode> tasksOf(String id) {
        Caller adam = as("adam");
        List<JsonNode> tasks = new ArrayList<>();
        adam.send(adam.request("Task?group-identifier=" + id).header("Cache-Control", "no-cache").GET())
                .expecting(200)
                .json()
                .path("entry")
                .forEach(entry -> tasks.add(entry.path("resource")));
        assertThat(tasks).isNotEmpty();
        return tasks;
    }

    @Test
    default void what_a_scanner_does_redeems_nothing() {
        String link = aLinkTo(aVisitWithARoom());
        String secret = secretOf(link);
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            for (String path : List.of("/join", "/join?" + secret, "/telemed/guest/session", "/telemed/guest/session?invitation=" + secret)) {
                Answer answer = host().http()
                        .send(host().http().request(path, "").method(method, BodyPublishers.noBody()));
                assertThat(answer.header("Set-Cookie")).as(method + " " + path).isEmpty();
                assertThat(answer.body()).doesNotContain(secret);
            }
        }
        aBrowser().redeems(link).expecting(200);
    }

    @Test
    default void a_secret_in_a_query_a_header_or_a_form_is_not_taken() {
        String link = aLinkTo(aVisitWithARoom());
        String secret = secretOf(link);
        GuestBrowser browser = aBrowser();
        Stream.of(
                        browser.request("session?invitation=" + secret)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")),
                        browser.request("session?invitation=" + secret)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"invitation\":\"" + secret + "\"}")),
                        browser.request("session")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("invitation=" + secret)),
                        browser.request("session")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"invitation\":\"" + secret + "\"}")),
                        browser.request("session").POST(BodyPublishers.ofString("{\"invitation\":\"" + secret + "\"}")),
                        browser.request("session")
                                .header("Authorization", "Bearer " + secret)
                                .POST(BodyPublishers.noBody()))
                .map(host().http()::send)
                .forEach(refused -> {
                    assertThat(refused.status()).as(refused::body).isIn(400, 415);
                    assertThat(refused.header("Set-Cookie")).isEmpty();
                    assertThat(refused.body()).doesNotContain(secret);
                });
        browser.redeems(link).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"x\"",
                "{\"invitation\":1}",
                "{\"invitation\":null}",
                "{\"invitation\":[\"x\"]}",
                "{\"invitation\":{\"a\":1}}",
                "{\"invitation\":\"x\",\"invitation\":\"x\"}",
                "{\"invitation\":\"x\",\"encounter\":\"1\"}",
                "{\"invitation\":\"x\"}{\"invitation\":\"x\"}",
                "{\"invitation\":\"x\"",
                "<invitation>x</invitation>"
            })
    default void an_odd_body_is_refused(String body) {
        Answer refused = host().http().send(aBrowser().posts(body));
        assertThat(refused.status()).as(refused::body).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    default void a_large_body_is_refused() {
        Answer refused =
                host().http().send(aBrowser().posts("{\"invitation\":\"" + "x".repeat(100_000) + "\"}"));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(host().http()
                        .send(aBrowser().posts("[".repeat(4000)))
                        .status())
                .isEqualTo(400);
        assertThat(host().http()
                        .send(aBrowser()
                                .request("token")
                                .POST(BodyPublishers.ofString("x".repeat(1000))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    default void a_redeemed_link_is_of_no_use_to_whoever_reads_it_later() {
        String id = aVisitWithARoom();
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        decides("adam", id, "admit", guestIn(invited)).expecting(200);
        for (GuestBrowser thief : List.of(
                aBrowser(),
                new GuestBrowser(host(), GUESSED + "." + idIn(ana)),
                new GuestBrowser(host(), secretOf(url(invited)) + "." + idIn(ana)))) {
            isTheOneNotFound(thief.redeems(url(invited)));
            isTheOneNotFound(thief.asksForToken());
        }
        ana.asksForToken().expecting(200);
    }

    private static String idIn(GuestBrowser browser) {
        return browser.cookie().substring(44);
    }

    @Test
    default void the_cookie_of_one_visit_opens_no_other() {
        GuestBrowser ana = aBrowser();
        ana.redeems(aLinkTo(aVisitWithARoom())).expecting(200);
        GuestBrowser bo = aBrowser();
        bo.redeems(aLinkTo(aVisitWithARoom())).expecting(200);
        GuestBrowser mixed = new GuestBrowser(host(), ana.cookie().substring(0, 44) + idIn(bo));
        isTheOneNotFound(mixed.asksForStatus());
        isTheOneNotFound(mixed.asksForToken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                ".",
                "..",
                "%s",
                "%s.",
                ".%s",
                "%s.%s.%s",
                "%s/%s",
                "%s.Task/%s",
                "%s.../Patient/jane-doe",
                "%s.%%00",
                "%s.*",
                "\"%s.%s\"x",
                "%s.jane-doe",
                "%s.00000000-0000-8000-8000-000000000000"
            })
    default void a_malformed_cookie_is_none(String form) {
        GuestBrowser ana = aBrowser();
        ana.redeems(aLinkTo(aVisitWithARoom())).expecting(200);
        String cookie = form.formatted(ana.cookie().substring(0, 43), idIn(ana), idIn(ana));
        GuestBrowser odd = new GuestBrowser(host(), cookie);
        isTheOneNotFound(odd.asksForStatus());
        isTheOneNotFound(odd.asksForToken());
    }

    @Test
    default void a_task_id_alone_opens_nothing_and_neither_does_no_cookie() {
        String id = aVisitWithARoom();
        aLinkTo(id);
        for (JsonNode task : tasksOf(id)) {
            isTheOneNotFound(
                    new GuestBrowser(host(), GUESSED + "." + task.path("id").asText()).asksForStatus());
            isTheOneNotFound(new GuestBrowser(host(), task.path("id").asText()).asksForToken());
        }
        isTheOneNotFound(new GuestBrowser(host(), GUESSED + "." + UUID.randomUUID()).asksForStatus());
        isTheOneNotFound(aBrowser().asksForStatus());
        isTheOneNotFound(aBrowser().asksForToken());
    }

    @Test
    default void a_cookie_planted_before_does_not_become_the_session() {
        GuestBrowser victim = new GuestBrowser(host(), GUESSED + "." + UUID.randomUUID());
        victim.redeems(aLinkTo(aVisitWithARoom())).expecting(200);
        assertThat(victim.cookie()).doesNotStartWith(GUESSED);
        isTheOneNotFound(new GuestBrowser(host(), GUESSED + "." + idIn(victim)).asksForStatus());
    }

    @Test
    default void a_page_of_another_site_gets_nothing() {
        GuestBrowser ana = aBrowser();
        ana.redeems(aLinkTo(aVisitWithARoom())).expecting(200);
        for (String site : List.of("cross-site", "same-site")) {
            Answer refused = host().http()
                    .send(ana.request("token")
                            .header("Origin", "https://evil.example")
                            .header("Sec-Fetch-Site", site)
                            .POST(BodyPublishers.noBody()));
            assertThat(refused.status()).isEqualTo(403);
        }
        Answer preflight = host().http()
                .send(ana.request("session")
                        .header("Origin", "https://evil.example")
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody()));
        Answer read = host().http()
                .send(ana.request("status").header("Origin", "https://evil.example").GET());
        for (Answer answer : List.of(preflight, read)) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    default void a_method_is_not_overridden() {
        GuestBrowser ana = aBrowser();
        ana.redeems(aLinkTo(aVisitWithARoom())).expecting(200);
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            Answer refused =
                    host().http().send(ana.request("token").header(header, "POST").GET());
            assertThat(refused.status()).as(header).isEqualTo(405);
        }
        assertThat(host().http()
                        .send(ana.request("token?_method=POST").GET())
                        .status())
                .isEqualTo(405);
    }

    @Test
    default void a_guest_reads_and_writes_no_fhir() {
        String id = aVisitWithARoom();
        GuestBrowser ana = aBrowser();
        ana.redeems(aLinkTo(id)).expecting(200);
        for (String path : List.of(
                "Encounter/" + id,
                "Encounter/" + id + "/$telemed-status",
                "Encounter/" + id + "/$telemed-token",
                "Task/" + idIn(ana))) {
            for (String token : List.of("", ana.cookie(), ana.cookie().substring(0, 43))) {
                Answer refused = host().http()
                        .send(host().http()
                                .request(host().fhirPath() + "/" + path, token)
                                .header("Cookie", "telemed-guest=" + ana.cookie())
                                .GET());
                assertThat(refused.status()).as(path).isEqualTo(401);
            }
        }
    }

    @Test
    default void an_access_token_beside_the_cookie_gives_nothing_more_and_nothing_instead() {
        String id = aVisitWithARoom();
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        for (String token : List.of(host().tokenOf("adam"), "nonsense")) {
            Answer status = host().http()
                    .send(ana.request("status")
                            .header("Authorization", "Bearer " + token)
                            .GET())
                    .expecting(200);
            assertThat(value(status.json(), "moderator")).isEqualTo("false");
            assertThat(status.body()).doesNotContain("participant");
            isTheOneNotFound(host().http()
                    .send(aBrowser()
                            .request("token")
                            .header("Authorization", "Bearer " + token)
                            .POST(BodyPublishers.noBody())));
        }
    }

    @Test
    default void nobody_with_a_login_has_the_identity_of_a_guest() {
        String id = aVisitWithARoom();
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        decides("adam", id, "admit", guestIn(invited)).expecting(200);
        String identity = ana.asksForToken().expecting(200).parameter("identity");
        Caller impostor = with(host().tokenWith(
                        Map.of("sub", identity, "fhirUser", "Patient/jane-doe", "scope", List.of("user/Encounter.rs"))));
        assertThat(impostor.asksForToken(id).expecting(200).parameter("identity")).isNotEqualTo(identity);
    }

    @Test
    default void a_specialist_who_comes_by_link_does_not_moderate() {
        String id = aVisitWithARoom();
        Answer invited = invites("adam", id, referring("Practitioner/eve-outsider")).expecting(200);
        GuestBrowser eve = aBrowser();
        Answer status = eve.redeems(url(invited)).expecting(200);
        assertThat(value(status.json(), "moderator")).isEqualTo("false");
        assertThat(value(status.json(), "state")).isEqualTo("waiting");
        assertThat(status.body()).doesNotContain("jane-doe", "participant");
        assertThat(eve.asksForToken().status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/Encounter.rs", "user/Encounter.rus", "user/RelatedPerson.cruds user/Encounter.rs"})
    default void what_an_invitation_writes_needs_the_right_to_write_it(String scopes) {
        String id = aVisitWithARoom();
        Caller weak = with(host().tokenWith(Map.of(
                "sub", "adam", "fhirUser", "Practitioner/adam-careful", "scope", List.of(scopes.split(" ")))));
        Answer refused = changingNothing(() -> weak.post(
                "Encounter/" + id + "/$invite-telemed-guest", parameters(named("Only " + id))));
        assertThat(refused.status()).as(refused::body).isEqualTo(403);
        assertThat(stored(id).version()).isEqualTo("1");
        assertThat(as("adam").get("RelatedPerson?_count=1000&_sort=-_lastUpdated").body()).doesNotContain("Only " + id);
    }

    @Test
    default void a_name_of_markup_is_text_wherever_it_comes_back() {
        String id = aVisitWithARoom();
        String name = "<script>alert(1)</script>${7*7}";
        Answer invited = invites("adam", id, named(name)).expecting(200);
        assertThat(as("adam").get(guestIn(invited)).json().at("/name/0/text").asText()).isEqualTo(name);
        Answer status = as("adam").asksForStatus(id).expecting(200);
        assertThat(status.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(status.json().path("parameter"))
                .anySatisfy(person -> assertThat(value(person, "display")).isEqualTo(name));
    }

    @Test
    default void a_personal_thing_in_the_url_of_an_invitation_is_refused() {
        String id = aVisitWithARoom();
        for (String query : List.of("name=Ana", "phone=%2B14155550100", "role=translator", "participant=RelatedPerson/john-doe")) {
            Answer refused = as("adam")
                    .post("Encounter/" + id + "/$invite-telemed-guest?" + query, parameters(named("Ana")));
            assertRefused(refused, 400, "invalid", "bad-request");
        }
        Answer get = as("adam").get("Encounter/" + id + "/$invite-telemed-guest?name=Ana");
        assertThat(get.status()).isIn(400, 405);
    }

    @Test
    default void one_link_is_not_tried_for_ever() {
        String link = aLinkTo(aVisitWithARoom());
        aBrowser().redeems(link).expecting(200);
        List<Integer> statuses = new ArrayList<>();
        for (int attempt = 0; attempt < 30; attempt++) {
            Answer refused = aBrowser().redeems(link);
            statuses.add(refused.status());
            if (refused.status() == 429) {
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(refused.json().path("code").asText()).isEqualTo("too-many-requests");
                break;
            }
        }
        assertThat(statuses).contains(404, 429);
    }

    @Test
    default void a_stream_of_a_guest_ends_with_their_place_on_the_list() {
        String id = aVisitWithARoom();
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        try (EventStream stream = ana.watches().opened()) {
            stream.next();
            takesOff(id, guestIn(invited));
            stream.isEnded();
        }
        isTheOneNotFound(ana.watches().answer());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    default void no_secret_reaches_a_log(CapturedOutput log) {
        String id = aVisitWithARoom();
        Answer invited = invites("adam", id, named("Ana Ruiz")).expecting(200);
        String secret = secretOf(url(invited));
        GuestBrowser ana = aBrowser();
        ana.redeems(url(invited)).expecting(200);
        aBrowser().redeems(url(invited));
        ana.asksForToken();
        host().http().send(ana.request("status?invitation=" + secret).GET());
        host().http().send(ana.posts("{\"invitation\":\"" + secret + "\","));
        assertThat(log.getAll()).doesNotContain(secret).doesNotContain(ana.cookie().substring(0, 43));
    }
}
