package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** The seed's API lets nobody round the host's rules. */
public interface RightsInTheZapehrApi extends TheZapehrApi, RightsOfTheHost {

    @ParameterizedTest
    @ValueSource(strings = {"jane", "eve", "tablet", "guardian"})
    default void an_encounter_of_others_in_the_body_is_refused_as_a_put_would_be(String client) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        EncounterFixture theirs =
                aVisitOfJaneWithAdam().withOther("Practitioner/eve-outsider").withId(id);
        Answer put = as(client).replaces(id, theirs);
        for (String body : new String[] {json(theirs), wrapped(theirs)}) {
            Answer answer = changingNothing(() -> appOf(client).createsRoom(body));
            assertV1Refused(answer, put.status(), "4003");
        }
        assertThat(stored(id).version()).isEqualTo("1");
        assertThat(stored(id).json().toString()).doesNotContain("eve-outsider");
    }
}
