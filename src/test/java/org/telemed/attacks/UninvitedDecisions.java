package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.attacks.MalformedDecisions.participant;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.WaitingRooms;
import org.telemed.fhir.EncounterFixture;

/** Somebody who does not run a visit lets themselves or others in, or sends others out. */
public interface UninvitedDecisions extends WaitingRooms {
    String ADMIT = "$admit-telemed-participant";

    @ParameterizedTest
    @CsvSource({
        "Patient/jane-doe, patient/*.cruds",
        "Patient/jane-doe, patient/*.rs user/Task.cruds",
        "Patient/jane-doe, patient/Encounter.cruds user/Encounter.rs",
        "Patient/jane-doe, user/*.rs",
        "RelatedPerson/john-doe, user/*.rs user/Task.cruds",
        "Device/home-tablet, user/Encounter.rs",
        "Practitioner/eve-outsider, user/*.rs user/Task.cruds user/Encounter.c",
        "Practitioner/eve-outsider, patient/*.cruds",
        "PractitionerRole/adam-cardiology, user/*.rs",
        "Group/everybody, user/*.rs",
        "Practitioner/adam-careful, user/Task.cruds",
        "Practitioner/adam-careful, user/Encounter.s",
        "Practitioner/adam-careful, openid fhirUser",
        "Practitioner/ADAM-CAREFUL, user/*.rs",
        "https://elsewhere.example.org/fhir/Practitioner/adam-careful, user/*.rs",
        "'', user/*.rs",
        "'', system/*.rs",
        "'', system/Task.cruds system/Encounter.cd"
    })
    default void who_does_not_run_the_visit_decides_nothing(String profile, String scopes) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        as("adam").admits(id, JOHN).expecting(200);
        Caller caller = having(profile, scopes);
        for (Answer refused : List.of(
                caller.admits(id, JANE),
                caller.admits(id, JOHN, JANE),
                caller.dismisses(id, "out", JOHN),
                caller.dismisses(id, "waiting-room", JOHN, JANE))) {
            assertThat(refused.status()).as(refused::body).isIn(403, 404);
            assertThat(refused.body()).doesNotContain("Jane", "jane-doe", "john-doe", "waiting");
        }
        assertThat(stateOf("jane", id)).isEqualTo("waiting");
        as("guardian").asksForToken(id).expecting(200);
    }

    static Stream<String> formerModerators() {
        return Stream.of(
                "{\"end\":\"2020-01-01\"}",
                "{\"start\":\"2199-01-01\"}",
                "{\"start\":\"2199-01-01\",\"end\":\"2020-01-01\"}",
                "{\"start\":\"2020-01-01\",\"end\":\"2020-01-02\"}");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.UninvitedDecisions#formerModerators")
    default void who_moderated_or_will_moderate_decides_nothing_now(String period) {
        String id = withWaitingRoom(
                EncounterFixture.aVisit().inProgress().withSubject(JANE).withParticipant(ADAM, period));
        Caller adam = having(ADAM, "user/*.rs");
        assertThat(adam.admits(id, JANE).status()).isEqualTo(403);
        assertThat(adam.dismisses(id, "out", JANE).status()).isEqualTo(403);
        assertThat(arrivals(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"active\":false",
                "\"period\":{\"end\":\"2020-01-01\"}",
                "\"period\":{\"start\":\"2199-01-01\"}",
                "\"_active\":{\"extension\":[{\"url\":\"urn:x\",\"valueString\":\"x\"}]}"
            })
    default void a_role_that_does_not_hold_gives_nothing(String element) {
        String role = as("clinic")
                .post(
                        "PractitionerRole",
                        "{\"resourceType\":\"PractitionerRole\",\"practitioner\":{\"reference\":\"" + ADAM + "\"},"
                                + element + "}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String id = withWaitingRoom(
                EncounterFixture.aVisit().inProgress().withSubject(JANE).withParticipant("PractitionerRole/" + role));
        Caller adam = having(ADAM, "user/*.rs");
        assertThat(adam.admits(id, JANE).status()).isEqualTo(403);
        assertThat(adam.dismisses(id, "out", JANE).status()).isEqualTo(403);
        assertThat(arrivals(id)).isEmpty();
    }

    @Test
    default void a_moderator_of_one_visit_decides_nothing_in_another() {
        String hers = withWaitingRoom(
                EncounterFixture.aVisit().inProgress().withSubject(JANE).withParticipant("Practitioner/eve-outsider"));
        String id = aVisitWithAWaitingRoom();
        Caller eve = having("Practitioner/eve-outsider", "user/*.rs");
        eve.admits(hers, JANE).expecting(200);
        assertThat(eve.admits(id, JANE).status()).isEqualTo(403);
        for (String path : List.of(
                "Encounter/" + hers + "/" + ADMIT + "?encounterId=" + id,
                "Encounter/" + ADMIT + "?encounterId=" + id,
                "Encounter/" + hers + "/_history/1/" + ADMIT,
                "Encounter/" + hers + "/../" + id + "/" + ADMIT,
                "Encounter/" + hers + "%2F..%2F" + id + "/" + ADMIT)) {
            assertThat(eve.post(path, parameters(participant(JANE))).status())
                    .as(path)
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(arrivals(id)).isEmpty();
    }

    @Test
    default void who_is_taken_off_the_visit_has_decided_for_the_last_time() {
        String id = aVisitWithAWaitingRoom();
        Caller adam = having(ADAM, "user/*.rs");
        adam.admits(id, JOHN).expecting(200);
        as("clinic")
                .replaces(
                        id,
                        EncounterFixture.aVisit()
                                .inProgress()
                                .withSubject(JANE)
                                .withOther(JOHN)
                                .withId(id))
                .expecting(200);
        assertThat(adam.admits(id, JANE).status()).isEqualTo(403);
        assertThat(adam.dismisses(id, "out", JOHN).status()).isEqualTo(403);
        as("guardian").asksForToken(id).expecting(200);
    }
}
