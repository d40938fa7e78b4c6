package org.telemed.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.OURS;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.encounter.VirtualServiceMapper;

/** What becomes of what a client says about a room, given what the server has documented. */
class KeepServerOwnedTest {
    /** In R4 it is an extension in the extension, in R5 an element in the element. */
    private static final String MORE = "\"sessionKey\":\"k\"";

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
                anEncounter().withRoom("RM1").withAnotherVendorsRoom("z1"));
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
    void the_channel_type_is_the_servers(FhirRelease release) {
        EncounterFixture renamed =
                anEncounter().withVirtualService(OURS.replace("Twilio Video", "Other"), "\"addressString\":\"RM1\"");

        assertKept(
                release, anEncounter().withRoom("RM1"), renamed, anEncounter().withRoom("RM1"));
    }

    @EveryRelease
    void what_is_restored_is_a_copy(FhirRelease release) {
        IBaseResource stored = anEncounter().withRoom("RM1").in(release);
        IBaseResource changed = anEncounter().in(release);
        VirtualServiceMapper services = release.virtualServices();

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
        EncounterFixture nothing = anEncounter().withAnotherVendorsRoom("z1");

        assertKept(release, null, wanted, nothing);
        assertKept(release, anEncounter(), wanted, nothing);
        assertKept(release, anEncounter().withAnotherVendorsRoom("RM1"), wanted, nothing);
        assertKept(
                release,
                anEncounter().withPlaceholder(),
                wanted,
                anEncounter().withPlaceholder().withAnotherVendorsRoom("z1"));
    }

    @EveryRelease
    void of_an_invented_room_nothing_stays_beside_a_placeholder(FhirRelease release) {
        assertKept(
                release,
                null,
                anEncounter().withRoom("RM1").withPlaceholder(),
                anEncounter().withPlaceholder());
    }

    @EveryRelease
    void what_else_a_client_puts_into_the_entry_stays(FhirRelease release) {
        EncounterFixture changed = anEncounter().withVirtualService(OURS, "\"addressString\":\"RM2\"", MORE);

        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                changed,
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", MORE));
        assertKept(
                release,
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", MORE),
                anEncounter(),
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", MORE));
        assertKept(
                release, anEncounter().withPlaceholder(), changed, anEncounter().withVirtualService(OURS, MORE));
        EncounterFixture placeholder = anEncounter().withVirtualService(OURS, MORE);
        assertKept(release, null, placeholder, placeholder);
    }

    @EveryRelease
    void no_entry_without_channel_type_stands_before_the_room(FhirRelease release) {
        EncounterFixture nameless = release.isR5()
                ? anEncounter()
                        .withVirtualService("{}", "\"addressString\":\"RM9\"")
                        .withRoom("RM1")
                : anEncounter()
                        .withRoomExtension("{\"url\":\"addressString\",\"valueString\":\"RM9\"}")
                        .withRoom("RM1");
        IBaseResource changed = nameless.in(release);

        release.virtualServices().keepServerOwned(anEncounter().withRoom("RM1").in(release), changed);

        String json = release.encode(changed);
        assertThat(json.indexOf("RM1")).isPositive().isLessThan(json.indexOf("RM9"));
    }

    @EveryRelease
    void no_address_of_any_type_gets_through(FhirRelease release) {
        for (String address : List.of(
                "\"addressString\":\" \"",
                "\"addressUrl\":\"https://evil.example\"",
                "\"addressContactPoint\":{\"system\":\"url\",\"value\":\"https://evil.example\"}")) {
            assertKept(release, null, anEncounter().withVirtualService(OURS, address), anEncounter());
            assertKept(
                    release,
                    anEncounter().withPlaceholder(),
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
    void a_further_entry_with_content_of_the_clients_stays_as_a_placeholder(FhirRelease release) {
        EncounterFixture two = anEncounter().withPlaceholder().withVirtualService(OURS, MORE);
        assertKept(release, null, two, two);
        assertKept(release, anEncounter().withPlaceholder(), two, two);
        assertKept(
                release,
                null,
                anEncounter().withPlaceholder().withVirtualService(OURS, "\"addressString\":\"RM2\"", MORE),
                two);
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter()
                        .withVirtualService(OURS, "\"addressString\":\"RM2\"", MORE)
                        .withRoom("RM1"),
                anEncounter().withRoom("RM1").withVirtualService(OURS, MORE));
    }

    @EveryRelease
    void of_an_invented_room_the_clients_content_stays_as_a_placeholder(FhirRelease release) {
        EncounterFixture invented = anEncounter().withVirtualService(OURS, "\"addressString\":\"RM2\"", MORE);

        assertKept(release, null, invented, anEncounter().withVirtualService(OURS, MORE));
        assertKept(release, anEncounter(), invented, anEncounter().withVirtualService(OURS, MORE));
        assertKept(
                release,
                null,
                anEncounter()
                        .withRoom("RM1")
                        .withVirtualService(OURS, "\"addressString\":\"RM2\"", MORE)
                        .withVirtualService(OURS, MORE),
                anEncounter().withVirtualService(OURS, MORE).withVirtualService(OURS, MORE));
    }

    @EveryRelease
    void the_rooms_entry_under_another_channel_type_is_still_the_servers(FhirRelease release) {
        EncounterFixture stored = anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", MORE);
        for (String type : List.of("{\"code\":\"zoom\"}", EncounterFixture.ANOTHER_VENDORS, "{}")) {
            assertKept(
                    release, stored, anEncounter().withVirtualService(type, "\"addressString\":\"RM1\"", MORE), stored);
            assertKept(
                    release,
                    stored,
                    anEncounter()
                            .withVirtualService(type, "\"addressString\":\" RM1\"", MORE)
                            .withPlaceholder(),
                    stored);
        }
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
        EncounterFixture both = anEncounter().withPlaceholder().withVirtualService(OURS, "\"maxParticipants\":12");
        assertKept(FhirRelease.R5, null, both, both);
        assertKept(
                FhirRelease.R5,
                null,
                anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", "\"maxParticipants\":12"),
                anEncounter());
    }

    @Test
    void in_r5_more_than_a_room_can_have_is_left_for_a_create_to_refuse() {
        for (String seats : List.of("0", "51", "-1")) {
            EncounterFixture wanted = anEncounter().withVirtualService(OURS, "\"maxParticipants\":" + seats);
            assertKept(FhirRelease.R5, null, wanted, wanted);
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

        release.virtualServices().keepServerOwned(stored == null ? null : stored.in(release), changed);

        assertThat(release.encode(changed)).isEqualTo(release.encode(expected.in(release)));
    }
}
