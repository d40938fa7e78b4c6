package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract's "What a caller may know", pushed. */
public interface StatusAsAStream extends Acceptance {

    /** The same client with a login that outlives every clock of the tests. */
    default Caller watcher(String client) {
        return with(host().tokenWith(DemoClients.claims(
                client, Map.of("exp", Instant.now().plus(90, ChronoUnit.DAYS).getEpochSecond()))));
    }

    @Test
    default void the_first_event_comes_at_once_and_says_what_a_get_says() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream stream = watcher("adam").watches(id).opened()) {
            assertThat(stream.answer().header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.answer().header("Cache-Control")).contains("no-store");
            assertThat(stream.next()).isEqualTo(as("adam").asksForStatus(id).json());
            assertThat(stream.nextWithin(Duration.ofSeconds(2)))
                    .as("nothing has changed")
                    .isNull();
        }
    }

    @Test
    default void a_join_and_a_leave_are_told() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer token = as("jane").asksForToken(id).expecting(200);
        try (EventStream adam = watcher("adam").watches(id).opened();
                EventStream jane = watcher("jane").watches(id).opened()) {
            assertThat(value(adam.next(), "state")).isEqualTo("may-join");
            twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
            jane.until("state", "in-call");
            assertThat(janeIn(adam.next())).isEqualTo("in-call");
            twilio().leaves(token.parameter("room"), "jane");
            jane.until("state", "may-join");
            assertThat(janeIn(adam.next())).isEqualTo("may-join");
        }
    }

    private static String janeIn(JsonNode status) {
        for (JsonNode parameter : status.path("parameter")) {
            if (value(parameter, "reference").equals("Patient/jane-doe")) {
                return value(parameter, "state");
            }
        }
        return "";
    }

    @Test
    default void a_room_that_opens_and_ends_is_told() {
        String id = aStored(aVisitOfJaneWithAdam());
        try (EventStream jane = watcher("jane").watches(id).opened()) {
            assertThat(value(jane.next(), "state")).isEqualTo("no-room");
            as("adam").createsRoomOn(id).expecting(200);
            assertThat(value(jane.until("state", "may-join"), "room")).isEqualTo("open");
            as("adam").endsRoomOf(id).expecting(200);
            assertThat(value(jane.until("state", "no-room"), "room")).isEqualTo("ended");
        }
    }

    @Test
    default void a_visit_that_is_moved_is_told() {
        String id = aRoomFor(aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z"));
        try (EventStream jane = watcher("jane").watches(id).opened()) {
            assertThat(value(jane.next(), "from")).isEqualTo("2199-01-01T09:45:00Z");
            as("adam")
                    .replaces(
                            id,
                            aVisitOfJaneWithAdam()
                                    .planned()
                                    .starting("2199-01-02T10:00:00Z")
                                    .withId(id))
                    .expecting(200);
            jane.until("from", "2199-01-02T09:45:00Z");
            as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
            jane.until("state", "may-join");
        }
    }

    @Test
    default void the_end_of_the_visit_is_the_last_event() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream jane = watcher("jane").watches(id).opened();
                EventStream clinic = watcher("clinic").watches(id).opened()) {
            as("adam")
                    .replaces(id, aVisitOfJaneWithAdam().finished().withId(id))
                    .expecting(200);
            jane.until("state", "closed");
            jane.isEnded();
            clinic.until("room", "ended");
            clinic.isEnded();
        }
        try (EventStream late = watcher("jane").watches(id).opened()) {
            assertThat(value(late.next(), "state")).isEqualTo("closed");
            late.isEnded();
        }
    }

    @Test
    default void whose_part_ends_learns_it_last() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        try (EventStream tablet = watcher("tablet").watches(id).opened()) {
            as("adam")
                    .replaces(
                            id,
                            aVisitOfJaneWithAdam()
                                    .withOther("Device/home-tablet", "{\"end\":\"2020-01-31\"}")
                                    .withId(id))
                    .expecting(200);
            tablet.until("state", "left");
            tablet.isEnded();
        }
    }

    @Test
    default void a_deleted_visit_ends_the_stream() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream jane = watcher("jane").watches(id).opened()) {
            jane.next();
            as("adam").deletes("Encounter/" + id).expecting(200);
            jane.isEnded();
        }
    }

    @Test
    default void it_ends_with_the_access_token() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        long soon = now().plusSeconds(4).getEpochSecond();
        Caller jane = with(host().tokenWith(DemoClients.claims("jane", Map.of("exp", soon))));
        EventStream stream = jane.watches(id);
        if (stream.answer().status() == 401) {
            return; // the clock of whoever checks logins here does not move with ours
        }
        try (EventStream other = watcher("jane").watches(id).opened()) {
            stream.next();
            stream.isEnded();
            assertThat(other.isOpen()).isTrue();
        }
    }

    /** By the server's clock. */
    default Instant now() {
        return Instant.now();
    }

    @Test
    default void a_client_that_goes_away_leaves_the_others() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream stays = watcher("jane").watches(id).opened()) {
            for (int i = 0; i < 5; i++) {
                EventStream gone = watcher("adam").watches(id).opened();
                gone.next();
                gone.close();
            }
            stays.next();
            as("adam").endsRoomOf(id).expecting(200);
            stays.until("room", "ended");
        }
    }

    @Test
    default void a_caller_has_twenty_at_most() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller many = with(host().tokenWith(DemoClients.claims(
                "jane",
                Map.of(
                        "sub",
                        "jane-many",
                        "exp",
                        Instant.now().plus(90, ChronoUnit.DAYS).getEpochSecond()))));
        List<EventStream> streams =
                Stream.generate(() -> many.watches(id)).limit(20).toList();
        try {
            streams.forEach(stream -> stream.opened().next());
            Answer refused = many.watches(id).answer();
            assertRefused(refused, 429, "throttled", "too-many-requests");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            many.asksForStatus(id).expecting(200);
            try (EventStream another = watcher("jane").watches(id).opened()) {
                another.next();
            }
        } finally {
            streams.forEach(EventStream::close);
        }
        as("adam").replaces(id, aVisitOfJaneWithAdam().finished().withId(id)).expecting(200);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            try (EventStream again = many.watches(id)) {
                again.opened();
            }
        });
    }

    @Test
    default void a_stream_is_asked_for_by_accept_and_by_get_alone() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller jane = as("jane");
        String path = "Encounter/" + id + "/$telemed-status";
        for (String accept : List.of(
                "application/fhir+json, text/event-stream;q=0.5",
                "text/event-stream;q=0, application/fhir+json",
                "application/fhir+json")) {
            assertThat(jane.send(jane.request(path).header("Accept", accept).GET())
                            .expecting(200)
                            .header("Content-Type"))
                    .startsWith("application/fhir+json");
        }
        assertThat(jane.send(jane.request(path + "?_format=json")
                                .header("Accept", "text/event-stream")
                                .GET())
                        .expecting(200)
                        .header("Content-Type"))
                .startsWith("application/fhir+json");
        Answer posted = jane.send(
                jane.request(path).header("Accept", "text/event-stream").POST(BodyPublishers.noBody()));
        assertThat(posted.status()).isEqualTo(406);
        assertThat(posted.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @Test
    default void what_is_refused_is_no_stream() {
        Answer refused = watcher("jane").watches("never-seen").answer();
        assertRefused(refused, 404, "not-found", "encounter-not-found");
    }
}
