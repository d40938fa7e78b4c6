package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;

import ca.uhn.fhir.rest.server.interceptor.consent.ConsentInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.MaskedByConsent.NoEncounters;

/** What streams do as time passes, and what they cost. */
public interface StatusAsAStreamInside extends InThisProcess, StatusAsAStream {

    @Override
    default Instant now() {
        return inside().getBean("telemedClock", MovingClock.class).instant();
    }

    @Test
    default void a_comment_comes_every_fifteen_seconds() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream jane = watcher("jane").watches(id).opened()) {
            jane.next();
            assertThat(jane.comments()).isZero();
            for (int comments = 1; comments <= 2; comments++) {
                int expected = comments;
                timePasses(Duration.ofSeconds(16));
                await().atMost(Duration.ofSeconds(10)).until(() -> jane.comments() == expected);
            }
            assertThat(jane.nextWithin(Duration.ZERO)).isNull();
        }
    }

    @Test
    default void the_time_to_join_comes_by_itself() {
        Instant inAnHour = now().plus(Duration.ofMinutes(75)).truncatedTo(ChronoUnit.SECONDS);
        String id = aRoomFor(aVisitOfJaneWithAdam().planned().starting(inAnHour.toString()));
        try (EventStream jane = watcher("jane").watches(id).opened()) {
            assertThat(value(jane.next(), "state")).isEqualTo("too-early");
            timePasses(Duration.ofMinutes(61));
            jane.until("state", "may-join");
        }
    }

    @Test
    default void a_host_that_changes_its_mind_ends_the_stream() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        try (EventStream jane = watcher("jane").watches(id).opened()) {
            jane.next();
            whileTheServerCalls(new ConsentInterceptor(new NoEncounters()), () -> {
                timePasses(Duration.ofSeconds(16));
                jane.isEnded();
            });
        }
    }

    @Test
    default void two_hundred_streams_take_no_more_threads() throws InterruptedException {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        List<EventStream> streams = new ArrayList<>();
        try {
            int before = requestThreads();
            for (int i = 0; i < 200; i++) {
                streams.add(with(host().tokenWith(DemoClients.claims(
                                "jane",
                                Map.of(
                                        "sub",
                                        "jane-" + i,
                                        "exp",
                                        Instant.now().plus(90, ChronoUnit.DAYS).getEpochSecond()))))
                        .watches(id)
                        .opened());
            }
            streams.forEach(EventStream::next);
            assertThat(requestThreads()).isLessThan(before + 20);
            as("adam").endsRoomOf(id).expecting(200);
            streams.forEach(stream -> stream.until("room", "ended"));
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    /** The threads that serve requests and streams. */
    private static int requestThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(http-|telemed-).*"))
                .count();
    }
}
