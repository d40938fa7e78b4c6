package org.telemed.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.fhir.FhirRelease;

/** Prints how fast a call in the browser is on this machine; it asserts nothing. */
class VisitConsoleBench extends ChromiumTest {

    private static final int JOINS = Integer.getInteger("bench.joins", 10);

    VisitConsoleBench() {
        super(FhirRelease.R4);
    }

    @Test
    void until_the_first_picture_of_the_other() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        console().opensVisit("adam", visit.id()).joins();
        List<Long> millis = new ArrayList<>();
        for (int join = 0; join <= JOINS; join++) {
            VisitConsole jane = console();
            long opened = System.nanoTime();
            jane.opensVisit("jane", visit.id()).joins();
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> ReceivedMedia.of(jane.window()).values().stream()
                            .anyMatch(media -> media.framesDecoded() > 0));
            millis.add((System.nanoTime() - opened) / 1_000_000);
            jane.leaves();
            jane.window().closes();
        }
        millis.remove(0); // the first one fills the browser's cache
        Collections.sort(millis);
        print("page opened, signed in and joined until the first remote picture, " + JOINS + " times: median "
                + millis.get(JOINS / 2) + " ms, longest " + millis.get(JOINS - 1) + " ms");
    }

    @Test
    void pictures_in_a_second_with_four_in_the_room() {
        StoredEncounter visit = encounterIn(as("adam")
                .createsRoomFor(aVisitOfJaneWithAdam()
                        .withParticipant("RelatedPerson/john-doe")
                        .withOther("Device/home-tablet")));
        List<VisitConsole> all = List.of("adam", "jane", "guardian", "tablet").stream()
                .map(user -> console().opensVisit(user, visit.id()).joins())
                .toList();
        all.forEach(person -> person.seesAndHears(3));
        List<Map<Long, ReceivedMedia>> before =
                all.stream().map(person -> ReceivedMedia.of(person.window())).toList();
        long start = System.nanoTime();
        await().atMost(Duration.ofSeconds(20)).until(() -> System.nanoTime() - start > 10_000_000_000L);
        for (int person = 0; person < all.size(); person++) {
            Map<Long, ReceivedMedia> now = ReceivedMedia.of(all.get(person).window());
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<Long, ReceivedMedia> then = before.get(person);
            List<String> rates = now.entrySet().stream()
                    .map(entry -> String.format(
                            Locale.ROOT,
                            "%.1f",
                            (entry.getValue().framesDecoded()
                                            - then.get(entry.getKey()).framesDecoded())
                                    / seconds))
                    .toList();
            print("window " + (person + 1) + " of four, pictures a second from each of the others: " + rates);
        }
    }

    private static void print(String line) {
        System.out.println("| " + line + " |");
    }
}
