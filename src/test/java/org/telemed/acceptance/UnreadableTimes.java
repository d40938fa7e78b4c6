package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** Unreadable is not missing: times that FHIR allows are read, and what cannot be read lets nobody in. */
public interface UnreadableTimes extends Acceptance {

    String ABSENT =
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]";

    @ParameterizedTest
    @ValueSource(strings = {":60Z", ":60.5Z", ":00.1234567890Z", ":00-00:00", ":59.000000000000000000001+00:00"})
    default void a_start_ahead_is_ahead_however_it_is_written(String seconds) {
        String start = minute(Duration.ofHours(3)) + seconds;
        String id = aRoomFor(aVisitOfJaneWithAdam().planned().starting(start));
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "too-early");
    }

    @ParameterizedTest
    @ValueSource(strings = {":60Z", ":60.5Z", ":00.1234567890Z", ":00-00:00"})
    default void a_part_under_way_holds_however_it_is_written(String seconds) {
        String period = "{\"start\":\"%s\",\"end\":\"%s\"}"
                .formatted(minute(Duration.ofHours(-3)) + seconds, minute(Duration.ofHours(3)) + seconds);
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet", period));
        as("tablet").asksForToken(id).expecting(200);
    }

    @Test
    default void a_start_that_says_only_why_it_is_absent_is_not_reached() {
        boolean r5 = host().release().isR5();
        EncounterFixture visit = aVisitOfJaneWithAdam().planned();
        EncounterFixture unclear = r5
                ? visit.with("_plannedStartDate", "{" + ABSENT + "}").with("actualPeriod", "{\"start\":\"2020-01-01\"}")
                : visit.with("period", "{\"_start\":{%s}}".formatted(ABSENT));
        Answer answer = as("jane").asksForToken(aRoomFor(unclear));
        assertRefused(answer, 422, "business-rule", "too-early");
        assertThat(answer.issue().path("diagnostics").asText())
                .contains(r5 ? "Encounter.plannedStartDate" : "Encounter.period.start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_start\":{ABSENT}}",
                "{\"_start\":{ABSENT},\"end\":\"2199-01-01\"}",
                "{\"start\":\"2020-01-01\",\"_end\":{ABSENT}}",
                "{ABSENT}"
            })
    default void a_part_whose_time_says_nothing_does_not_hold_and_the_refusal_names_it(String period) {
        String unclear = period.replace("ABSENT", ABSENT);
        String id = aRoomFor(aVisit().inProgress()
                .withParticipant("RelatedPerson/john-doe")
                .withParticipant("Practitioner/adam-careful", unclear)
                .withOther("Device/home-tablet", unclear));
        Answer adam = as("adam").asksForToken(id);
        assertRefused(adam, 403, "forbidden", "not-a-participant");
        assertThat(adam.issue().path("diagnostics").asText()).contains("Encounter.participant[1].period");
        Answer tablet = as("tablet").asksForToken(id);
        assertRefused(tablet, 403, "forbidden", "not-a-participant");
        assertThat(tablet.issue().path("diagnostics").asText()).contains("encounter-other-participant");
        Answer eve = as("eve").asksForToken(id);
        assertRefused(eve, 403, "forbidden", "not-a-participant");
        assertThat(eve.issue().path("diagnostics").asText()).doesNotContain("period");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"start\":\"2199-01-01\",\"end\":\"2020-01-01\"}",
                "{\"start\":\"2020-01-01T10:00:00Z\",\"end\":\"2020-01-01T10:00:00Z\"}"
            })
    default void a_part_that_runs_backward_or_takes_no_time_never_holds(String period) {
        String id = aRoomFor(anEncounter().inProgress().withParticipant("Practitioner/adam-careful", period));
        assertRefused(as("adam").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void an_empty_part_is_refused_by_a_create_because_the_store_would_make_it_none() {
        String json = anEncounter()
                .inProgress()
                .withParticipant("Practitioner/adam-careful", "{\"end\":\"2199-01-01\"}")
                .json(host().release())
                .replace("{\"end\":\"2199-01-01\"}", "{}");
        Answer answer = changingNothing(() -> as("adam").createsRoomFor(json));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).contains("Encounter.participant[0].period");
    }

    @Test
    default void a_role_whose_time_says_nothing_stands_for_nobody() {
        String role = "PractitionerRole/"
                + as("clinic")
                        .post(
                                "PractitionerRole",
                                "{\"resourceType\":\"PractitionerRole\",\"practitioner\":{\"reference\":"
                                        + "\"Practitioner/adam-careful\"},\"period\":{\"_end\":{" + ABSENT + "}}}")
                        .expecting(201)
                        .json()
                        .path("id")
                        .asText();
        String id = aRoomFor(aVisit().inProgress().withParticipant(role));
        Answer adam = as("adam").asksForToken(id);
        assertRefused(adam, 403, "forbidden", "not-a-participant");
        assertThat(adam.issue().path("diagnostics").asText()).contains("PractitionerRole.period.end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T24:00:00Z", "2026-01-01T10:00:61Z", "2026-02-30", "soon", ""})
    default void what_fhir_forbids_is_refused_by_a_create_and_named(String start) {
        Answer answer = changingNothing(() -> as("adam")
                .createsRoomFor(aVisitOfJaneWithAdam()
                        .planned()
                        .with(
                                "extension",
                                "[{" + "\"url\":\"http://example.org/x\",\"valuePeriod\":{\"start\":\"" + start
                                        + "\"}}]")));
        assertThat(answer.status()).as(answer::toString).isEqualTo(400);
    }

    /** Now, and that much later, to the minute. */
    private static String minute(Duration later) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plus(later));
    }
}
