package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One caller asks for more than the {@link #LIMIT} allows. */
interface TooManyRequests extends InThisProcess {

    int AT_ONCE = 10;

    /** Refilled after 50 s. */
    String LIMIT = "telemed.limits.requests-per-minute=12";

    @Test
    default void of_thirty_requests_at_once_as_many_pass_as_the_limit_says() {
        Caller somebody = somebody();
        List<Answer> answers = atOnce(30, () -> somebody.tokenFor("never-seen"));
        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(refused).hasSize(30 - AT_ONCE).allSatisfy(this::assertTooMany);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 429)
                .allSatisfy(answer -> assertRefused(answer, 404, "not-found", "encounter-not-found"));
    }

    @Test
    default void every_operation_counts_and_is_refused_before_anything_is_done() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller somebody = exhausted();
        for (HttpRequest.Builder request : List.of(
                somebody.tokenFor(id),
                somebody.request("Encounter/" + id + "/$telemed-token").GET(),
                somebody.request("Encounter/$telemed-token?encounterId=" + id).GET(),
                somebody.request("Encounter/" + id + "/$telemed-status").GET(),
                somebody.roomOn(id),
                somebody.request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release()))),
                somebody.request("Encounter/" + id + "/$end-telemed-room").POST(BodyPublishers.noBody()))) {
            assertTooMany(changingNothing(() -> somebody.send(request)));
        }
        somebody.reads(id).expecting(200);
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void the_v1_api_counts_too_and_says_when_to_come_back() {
        String token = tokenOfSomebody();
        for (int request = 0; request < AT_ONCE; request++) {
            assertThat(host().http()
                            .get("/v1/telemed/token?encounterId=never-seen", token)
                            .status())
                    .isEqualTo(404);
        }
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        for (Answer answer : List.of(
                host().http().get("/v1/telemed/token?encounterId=never-seen", token),
                host().http().send("POST", "/v1/telemed/room", token, encounter))) {
            assertThat(answer.status()).as(answer::body).isEqualTo(429);
            assertThat(answer.header("Retry-After")).matches("[1-9]|[1-4]\\d|50");
            assertThat(answer.response().headers().allValues("Retry-After")).hasSize(1);
            assertThat(answer.json().path("message").asText()).isNotBlank();
            assertThat(answer.json().has("code")).isFalse();
        }
        with(token).asksForToken("never-seen").expecting(429);
    }

    @Test
    default void requests_without_a_login_count_for_nobody() {
        String token = tokenOfSomebody();
        for (int request = 0; request < AT_ONCE + 5; request++) {
            assertThat(with(token + "x").asksForToken("never-seen").status()).isEqualTo(401);
        }
        with(token).asksForToken("never-seen").expecting(404);
    }

    private void assertTooMany(Answer answer) {
        assertRefused(answer, 429, "throttled", "too-many-requests");
        assertThat(answer.header("Retry-After")).matches("[1-9]|[1-4]\\d|50");
    }

    private Caller exhausted() {
        Caller somebody = somebody();
        Stream.generate(() -> "never-seen")
                .limit(AT_ONCE)
                .forEach(id -> somebody.asksForToken(id).expecting(404));
        return somebody;
    }

    private Caller somebody() {
        return with(tokenOfSomebody());
    }

    private String tokenOfSomebody() {
        return host().tokenWith(Map.of(
                "sub", UUID.randomUUID().toString(), "fhirUser", "Practitioner/adam-careful", "scope", "user/*.cruds"));
    }
}
