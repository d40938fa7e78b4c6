package org.telemed.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.OURS;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of what a client says about a room, given what the server has documented. */
class KeepServerOwnedTest {
    @EveryRelease
    void a_client_cannot_drop_the_room(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter(),
                anEncounter().withRoom("RM1"));
    }

    @EveryRelease
    void a_client_cannot_change_the_room(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter().withRoom("RM2").withAnotherVendorsRoom("z1"),
                anEncounter().withAnotherVendorsRoom("z1").withRoom("RM1"));
    }

    @EveryRelease
    void a_client_cannot_end_the_room_with_a_placeholder(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter().withPlaceholder(),
                anEncounter().withRoom("RM1"));
    }

    @EveryRelease
    void a_client_cannot_add_a_second_room(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter().withRoom("RM1").withRoom("RM1"),
                anEncounter().withRoom("RM1"));
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter().withRoom("RM2").withRoom("RM1").withPlaceholder(),
                anEncounter().withRoom("RM1"));
    }

    @EveryRelease
    void the_room_that_a_client_sends_back_stays_in_its_place(FhirRelease release) {
        EncounterFixture same =
                anEncounter().withAnotherVendorsRoom("z1").withRoom("RM1").withAnotherVendorsRoom("z2");

        assertKept(release, anEncounter().withRoom("RM1"), same, same);
    }

    @EveryRelease
    void the_whole_entry_is_the_servers(FhirRelease release) {
        EncounterFixture renamed =
                anEncounter().withVirtualService(OURS.replace("Twilio Video", "Other"), "\"addressString\":\"RM1\"");

        assertKept(
                release, anEncounter().withRoom("RM1"), renamed, anEncounter().withRoom("RM1"));
    }

    @EveryRelease
    void what_is_restored_is_a_copy(FhirRelease release) {
        IBaseResource stored = anEncounter().withRoom("RM1").in(release);
        IBaseResource changed = anEncounter().in(release);
        VirtualServices services = new VirtualServices(release.context());

        services.keepServerOwned(stored, changed);
        services.remove(stored);

        assertThat(services.read(changed)).isPresent();
    }

    @EveryRelease
    void where_several_were_stored_the_one_that_counts_is_kept(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withPlaceholder().withRoom("RM1").withRoom("RM2"),
                anEncounter().withRoom("RM2"),
                anEncounter().withRoom("RM1"));
    }

    @EveryRelease
    void a_client_cannot_set_a_room(FhirRelease release) {
        EncounterFixture wanted = anEncounter().withRoom("RM1").withAnotherVendorsRoom("z1");
        EncounterFixture kept = anEncounter().withAnotherVendorsRoom("z1").withPlaceholder();

        assertKept(release, null, wanted, kept);
        assertKept(release, anEncounter(), wanted, kept);
        assertKept(release, anEncounter().withPlaceholder(), wanted, kept);
        assertKept(release, anEncounter().withAnotherVendorsRoom("RM1"), wanted, kept);
    }

    @EveryRelease
    void no_address_of_any_type_gets_through(FhirRelease release) {
        for (String address : List.of(
                "\"addressString\":\" \"",
                "\"addressUrl\":\"https://evil.example\"",
                "\"addressContactPoint\":{\"system\":\"url\",\"value\":\"https://evil.example\"}")) {
            assertKept(
                    release,
                    null,
                    anEncounter().withVirtualService(OURS, address),
                    anEncounter().withPlaceholder());
        }
    }

    @EveryRelease
    void a_malformed_address_that_was_stored_is_no_room(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withVirtualService(OURS, "\"addressUrl\":\"https://old.example\""),
                anEncounter().withRoom("RM1"),
                anEncounter().withPlaceholder());
    }

    @EveryRelease
    void of_several_placeholders_one_stays(FhirRelease release) {
        assertKept(
                release,
                null,
                anEncounter().withPlaceholder().withPlaceholder(),
                anEncounter().withPlaceholder());
    }

    @EveryRelease
    void a_clients_placeholder_is_left_as_it_is(FhirRelease release) {
        EncounterFixture placeholder = anEncounter()
                .withVirtualService("{\"code\":\"twilio-video-group-rooms\"}")
                .withAnotherVendorsRoom("z1");

        assertKept(release, null, placeholder, placeholder);
        assertKept(release, anEncounter().withPlaceholder(), placeholder, placeholder);
        assertKept(release, anEncounter(), placeholder, placeholder);
    }

    @EveryRelease
    void a_client_may_take_its_placeholder_back(FhirRelease release) {
        assertKept(release, anEncounter().withPlaceholder(), anEncounter(), anEncounter());
    }

    @EveryRelease
    void an_encounter_without_any_stays_so(FhirRelease release) {
        EncounterFixture plain = anEncounter().inProgress().withAnotherVendorsRoom("z1");

        assertKept(release, null, plain, plain);
    }

    @Test
    void in_r5_a_client_may_say_how_many_will_come() {
        EncounterFixture twelve = anEncounter().withVirtualService(OURS, "\"maxParticipants\":12");

        assertKept(FhirRelease.R5, null, twelve, twelve);
        assertKept(
                FhirRelease.R5,
                null,
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", "\"maxParticipants\":12"),
                twelve);
    }

    @Test
    void in_r5_more_than_a_room_can_have_is_dropped() {
        for (String seats : List.of("0", "51", "-1")) {
            assertKept(
                    FhirRelease.R5,
                    null,
                    anEncounter().withVirtualService(OURS, "\"maxParticipants\":" + seats),
                    anEncounter().withPlaceholder());
        }
    }

    @Test
    void in_r5_how_many_may_come_to_a_room_is_the_servers() {
        assertKept(
                FhirRelease.R5,
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", "\"maxParticipants\":12"),
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", "\"maxParticipants\":50"),
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", "\"maxParticipants\":12"));
    }

    @Test
    void in_r5_the_extension_of_r4_does_not_smuggle_a_room_in() {
        String children = "{\"url\":\"channelType\",\"valueCoding\":" + OURS
                + "},{\"url\":\"addressString\",\"valueString\":\"RM2\"}";

        assertKept(FhirRelease.R5, null, anEncounter().withRoomExtension(children), anEncounter());
        assertKept(
                FhirRelease.R5,
                anEncounter().withRoom("RM1"),
                anEncounter().withRoom("RM1").withRoomExtension(children),
                anEncounter().withRoom("RM1"));
    }

    private static void assertKept(
            FhirRelease release, @Nullable EncounterFixture stored, EncounterFixture sent, EncounterFixture expected) {
        IBaseResource changed = sent.in(release);

        new VirtualServices(release.context()).keepServerOwned(stored == null ? null : stored.in(release), changed);

        assertThat(release.encode(changed)).isEqualTo(release.encode(expected.in(release)));
    }
}
