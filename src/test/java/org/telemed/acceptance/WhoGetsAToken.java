package org.telemed.acceptance;

import static org.telemed.fhir.EncounterFixture.aVisit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** The contract's table "Who gets a token". */
public interface WhoGetsAToken extends Acceptance {

    @Test
    default void a_role_stands_for_its_practitioner() {
        String id = aRoomFor(aVisit().inProgress().withParticipant("PractitionerRole/adam-cardiology"));
        as("adam").asksForToken(id).expecting(200);
        assertOutside(as("eve").asksForToken(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"active\":false", "\"period\":{\"end\":\"2020-01-31\"}"})
    default void a_role_that_is_over_does_not(String over) {
        String role = as("adam")
                .post("PractitionerRole", """
                        {"resourceType":"PractitionerRole",%s,
                         "practitioner":{"reference":"Practitioner/adam-careful"}}""".formatted(over))
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String id = aRoomFor(aVisit().inProgress().withParticipant("PractitionerRole/" + role));
        assertOutside(as("adam").asksForToken(id));
    }

    @Test
    default void who_has_a_role_as_profile_matches_that_entry_and_no_other() {
        String id = aRoomFor(aVisit().inProgress().withParticipant("PractitionerRole/adam-cardiology"));
        Caller role = with(host().tokenWith(Map.of("sub", "adam-c", "fhirUser", "PractitionerRole/adam-cardiology")));
        role.asksForToken(id).expecting(200);
        assertOutside(role.asksForToken(aRoomFor(aVisitOfJaneWithAdam())));
    }

    @Test
    default void any_type_may_be_another_participant() {
        EncounterFixture visit = aVisit().inProgress();
        for (String other : List.of("Patient/jane-doe", "Device/home-tablet", "RelatedPerson/john-doe")) {
            visit.withOther(other);
        }
        String id = aRoomFor(visit);
        for (String client : List.of("tablet", "guardian")) {
            as(client).asksForToken(id).expecting(200);
        }
        janeForVisitsOfAnybody().asksForToken(id).expecting(200);
        assertOutside(as("adam").asksForToken(id));
    }

    @Test
    default void who_has_it_made_takes_no_part_by_that() {
        assertOutside(as("adam").asksForToken(aRoomFor(aVisit().inProgress().withSubject("Patient/jane-doe"))));
    }

    @Test
    default void who_is_added_gets_in_and_who_is_removed_does_not() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertOutside(as("guardian").asksForToken(id));
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withId(id).withOther("RelatedPerson/john-doe"))
                .expecting(200);
        as("guardian").asksForToken(id).expecting(200);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertOutside(as("guardian").asksForToken(id));
    }

    @Test
    default void a_versioned_and_an_absolute_reference_name_people_here() {
        for (String reference : List.of(
                "Practitioner/adam-careful/_history/1",
                host().http().root() + host().fhirPath() + "/Practitioner/adam-careful",
                host().http().root() + host().fhirPath() + "/Practitioner/adam-careful/_history/1")) {
            as("adam")
                    .asksForToken(aRoomFor(aVisit().inProgress().withParticipant(reference)))
                    .expecting(200);
        }
    }

    @Test
    default void a_contained_or_a_logical_one_names_nobody() {
        EncounterFixture visit = aVisit().inProgress()
                .with("contained", "[{\"resourceType\":\"Practitioner\",\"id\":\"adam-careful\"}]")
                .withParticipant("#adam-careful")
                .with("subject", "{\"type\":\"Patient\",\"identifier\":{\"value\":\"jane-doe\"}}");
        String id = aRoomFor(visit);
        assertOutside(as("adam").asksForToken(id));
        assertOutside(janeForVisitsOfAnybody().asksForToken(id));
    }

    /** With a scope that is not about her own records: she may read any Encounter. */
    private Caller janeForVisitsOfAnybody() {
        return with(host().tokenWith(
                        Map.of("sub", "jane", "fhirUser", "Patient/jane-doe", "scope", List.of("user/Encounter.r"))));
    }

    /** Present, and no reference to somebody here. */
    static Stream<Object> claimsThatNameNobody() {
        return Stream.of(
                "",
                " ",
                17,
                true,
                List.of("Practitioner/adam-careful"),
                Map.of("reference", "Practitioner/adam-careful"),
                "adam-careful",
                "practitioner/adam-careful",
                "Practitioner/Adam-Careful",
                "Practitioner/",
                "Practitioner/adam-careful/",
                "/Practitioner/adam-careful",
                " Practitioner/adam-careful",
                "Practitioner/adam-careful?x=1",
                "Practitioner/adam-careful#x",
                "Practitioner?identifier=adam",
                "#adam-careful",
                "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                "https://elsewhere.example/fhir/Practitioner/adam-careful",
                "Practitioner/" + "a".repeat(65),
                "Practitioner/adam%2Dcareful",
                "Practitioner/adam'careful\" or ");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.acceptance.WhoGetsAToken#claimsThatNameNobody")
    default void a_profile_that_names_nobody_here_lets_nobody_in(Object claim) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertOutside(
                with(host().tokenWith(Map.of("sub", "adam", "fhirUser", claim))).asksForToken(id));
    }

    @Test
    default void without_profile_nobody_is_let_in() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertOutside(with(host().tokenWith(Map.of("sub", "adam"))).asksForToken(id));
    }

    @Test
    default void a_profile_may_be_absolute_on_this_base_and_versioned() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String base = host().http().root() + host().fhirPath();
        for (String claim : Arrays.asList(
                "Practitioner/adam-careful",
                "Practitioner/adam-careful/_history/3",
                base + "/Practitioner/adam-careful")) {
            with(host().tokenWith(Map.of("sub", "adam", "fhirUser", claim)))
                    .asksForToken(id)
                    .expecting(200);
        }
    }

    private void assertOutside(Answer answer) {
        assertRefused(answer, 403, "forbidden", "not-a-participant");
    }
}
