package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.starter.StarterApplication;

/** In HAPI's starter with {@code mass_ingestion_mode_enabled}, where the hooks do not hear what is stored. */
class MassIngestionHostTest extends HostTest implements RoomIsServerOwned, WaitingRoomIsServerOwned, RoomsThatGotLost {

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(StarterApplication.class),
                FhirRelease.R4,
                issuer -> Stream.concat(
                        HostServer.ownCheck(issuer), Stream.of("hapi.fhir.mass_ingestion_mode_enabled=true")));
    }

    @Test
    void an_update_leaves_the_room_where_it_is() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        as("adam")
                .replaces(
                        before.id(), aVisitOfJaneWithAdam().withId(before.id()).with("language", "\"de\""))
                .expecting(200);
        assertThat(stored(before.id()).room()).isEqualTo(before.room());
        assertThat(stored(before.id()).version()).isEqualTo("2");
    }

    /** Which HAPI answers with 200 in this mode, as if it had been there. */
    @Override
    @Test
    public void an_encounter_that_comes_back_from_deletion_has_no_room() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        as("adam").deletes("Encounter/" + before.id()).expecting(200);
        as("adam").put("Encounter/" + before.id(), before.json().toString()).expecting(200);
        assertThat(stored(before.id()).rooms()).isEmpty();
    }
}
