package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Call;
import org.telemed.acceptance.StoredEncounter;

/** Both nodes are asked for the same at the same time. */
interface AtBothNodesAtOnce extends Nodes {

    @Test
    default void creates_on_one_encounter_give_one_room() {
        String id = aStored(aVisitOfJaneWithAdam());
        List<Answer> answers = atBoth(20, node -> node.as("adam").roomOn(id));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        assertThat(roomsIn(answers)).containsExactly(roomNamed(id));
        assertThat(stored(id).version()).isEqualTo("2");
    }

    @Test
    default void creates_with_one_key_give_one_encounter_and_one_room() {
        int before = numberOfEncounters();
        String key = UUID.randomUUID().toString();
        List<Answer> answers = atBoth(20, node -> creating(node.as("adam"), key, aVisitOfJaneWithAdam()));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        StoredEncounter created = encounterIn(answers.get(0));
        assertThat(answers).extracting(this::encounterIn).containsOnly(created);
        assertThat(created.room()).isEqualTo(roomNamed(created.id()));
        assertThat(created.version()).isEqualTo("1");
        assertThat(numberOfEncounters()).isEqualTo(before + 1);
    }

    @Test
    default void creates_of_different_encounters_all_succeed() {
        List<Answer> answers =
                atBoth(20, node -> creating(node.as("adam"), UUID.randomUUID().toString(), aVisitOfJaneWithAdam()));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        assertThat(roomsIn(answers)).hasSize(20);
    }

    @Test
    default void a_lapsed_room_is_opened_again_once() {
        Call call = aCallOfJaneWithAdam();
        twilio().completed(call.room());
        bothSweep();
        List<Answer> answers = atBoth(20, node -> node.as("jane").tokenFor(call.encounter()));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        String room = roomNamed(call.encounter());
        assertThat(room).isNotEqualTo(call.room());
        assertThat(answers).extracting(answer -> answer.parameter("room")).containsOnly(room);
        assertThat(stored(call.encounter()).room()).isEqualTo(room);
        assertThat(stored(call.encounter()).version()).isEqualTo("2");
    }

    @Test
    default void first_tokens_of_one_person_make_one_record() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        List<Answer> answers = atBoth(20, node -> node.as("jane").tokenFor(id));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        assertThat(recorded(id, "token-issued")).hasSize(1);
    }
}
