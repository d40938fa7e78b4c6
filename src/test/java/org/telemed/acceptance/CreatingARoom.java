package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The main job, its first half. */
public interface CreatingARoom extends Acceptance {

    @Test
    default void a_new_encounter_is_stored_with_its_room() {
        StoredEncounter created = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        assertThat(created.room()).startsWith("RM");
        assertThat(created.version()).isEqualTo("1");
        assertThat(stored(created.id()).room()).isEqualTo(created.room());
        assertThat(twilio().room(created.room()).path("unique_name").asText()).isEqualTo(created.id());
    }
}
