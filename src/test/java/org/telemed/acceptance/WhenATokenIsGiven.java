package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** The contract's table "When", as far as a real clock shows it. */
public interface WhenATokenIsGiven extends Acceptance {

    @Test
    default void a_planned_visit_without_start_is_open() {
        as("jane").asksForToken(aRoomFor(aVisitOfJaneWithAdam().planned())).expecting(200);
    }

    @Test
    default void a_planned_visit_whose_start_is_past_is_open() {
        as("jane")
                .asksForToken(aRoomFor(aVisitOfJaneWithAdam().planned().starting("2020-01-01T10:00:00Z")))
                .expecting(200);
    }

    @Test
    default void a_planned_visit_is_open_some_minutes_early() {
        Instant soon = Instant.now().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        as("jane")
                .asksForToken(aRoomFor(aVisitOfJaneWithAdam().planned().starting(soon.toString())))
                .expecting(200);
    }

    @Test
    default void before_that_it_is_too_early_and_the_answer_says_when() {
        String id = aRoomFor(aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z"));
        Answer answer = as("jane").asksForToken(id);
        assertRefused(answer, 422, "business-rule", "too-early");
        assertThat(answer.issue().path("diagnostics").asText()).contains("2199-01-01T09:45:00Z");
    }

    @Test
    default void a_visit_in_progress_asks_for_no_start() {
        as("jane")
                .asksForToken(aRoomFor(aVisitOfJaneWithAdam().starting("2199-01-01T10:00:00Z")))
                .expecting(200);
    }

    @Test
    default void after_the_visit_there_is_no_token() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").replaces(id, aVisitOfJaneWithAdam().finished().withId(id)).expecting(200);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "encounter-closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "entered-in-error", "unknown"})
    default void other_ends_and_no_known_status_are_no_better(String status) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withStatus(status).withId(id))
                .expecting(200);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void a_visit_without_room_has_no_token() {
        assertRefused(as("jane").asksForToken(aStored(aVisitOfJaneWithAdam())), 422, "business-rule", "no-room");
        assertRefused(
                as("jane").asksForToken(aStored(aVisitOfJaneWithAdam().withPlaceholder())),
                422,
                "business-rule",
                "no-room");
    }

    @Test
    default void who_takes_part_from_some_day_on_is_too_early_until_then() {
        Answer answer = as("tablet").asksForToken(aRoomWithTablet("{\"start\":\"2199-01-01\"}"));
        assertRefused(answer, 422, "business-rule", "too-early");
        assertThat(answer.issue().at("/details/text").asText()).contains("2198-12-31T23:45:00Z");
    }

    @Test
    default void whose_part_is_over_has_left() {
        String id = aRoomWithTablet("{\"start\":\"2020-01-01\",\"end\":\"2020-01-31\"}");
        assertRefused(as("tablet").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_token_ends_with_the_part() {
        Instant end = Instant.now().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.SECONDS);
        String id = aRoomWithTablet("{\"start\":\"2020-01-01\",\"end\":\"%s\"}".formatted(end));
        assertThat(as("tablet").asksForToken(id).parameter("expires")).isEqualTo(end.toString());
    }

    @Test
    default void any_of_several_entries_lets_in() {
        EncounterFixture visit = aVisitOfJaneWithAdam()
                .withOther("Device/home-tablet", "{\"end\":\"2020-01-31\"}")
                .withOther("Device/home-tablet", "{\"start\":\"2020-02-01\",\"end\":\"2199-01-31\"}")
                .withOther("Device/home-tablet", "{\"start\":\"2199-02-01\"}");
        as("tablet").asksForToken(aRoomFor(visit)).expecting(200);
    }

    @Test
    default void a_period_on_a_participant_of_fhir_s_own_list_counts_as_well() {
        String id = aRoomFor(
                anEncounter().inProgress().withParticipant("Practitioner/adam-careful", "{\"end\":\"2020-01-31\"}"));
        assertRefused(as("adam").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    private String aRoomWithTablet(String period) {
        return aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet", period));
    }
}
