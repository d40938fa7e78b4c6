package org.telemed.fhir.encounter;

import static org.telemed.fhir.EncounterFixture.ANOTHER_VENDORS;
import static org.telemed.fhir.EncounterFixture.OURS;
import static org.telemed.fhir.EncounterFixture.anEncounter;
import static org.telemed.fhir.encounter.EncounterAssertions.assertKept;
import static org.telemed.fhir.encounter.EncounterAssertions.assertSame;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** What the entry of a stored Encounter means for an update that the server writes or checks. */
class VirtualServiceUpdateTest {
    private static final String MORE = "\"sessionKey\":\"k\"";
    private static final String SID = "RM0123456789abcdef0123456789abcdef";
    private static final String WAITS = "{\"url\":\"https://hapi-fhir-telemed.org/fhir/StructureDefinition/"
            + "telemed-waiting-room\",\"valueBoolean\":true}";

    @EveryRelease
    void an_update_without_our_entry_gets_the_stored_one(FhirRelease release) {
        EncounterFixture stored = anEncounter().withVirtualService(OURS, address("RM1"), MORE);
        assertWritten(
                release, stored, anEncounter(), "RM2", anEncounter().withVirtualService(OURS, address("RM2"), MORE));
        assertWritten(release, null, anEncounter(), "RM2", anEncounter().withRoom("RM2"));
        assertWritten(
                release, anEncounter(), anEncounter(), "RM2", anEncounter().withRoom("RM2"));
    }

    @EveryRelease
    void an_update_with_our_entry_keeps_its_own(FhirRelease release) {
        assertWritten(
                release,
                anEncounter().withVirtualService(OURS, address("RM1"), MORE),
                anEncounter().withPlaceholder(),
                "RM2",
                anEncounter().withRoom("RM2"));
    }

    @EveryRelease
    void the_stored_rooms_entry_under_another_channel_type_is_ours(FhirRelease release) {
        assertWritten(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter().withAnotherVendorsRoom("z1").withVirtualService(ANOTHER_VENDORS, address("RM1"), MORE),
                "RM2",
                anEncounter().withAnotherVendorsRoom("z1").withVirtualService(OURS, address("RM2"), MORE));
    }

    @EveryRelease
    void so_is_one_with_the_room_in_an_address_of_another_type(FhirRelease release) {
        for (String address :
                List.of("\"addressUrl\":\"RM1\"", "\"addressContactPoint\":{\"system\":\"other\",\"value\":\"RM1\"}")) {
            assertKept(
                    release,
                    anEncounter().withRoom("RM1"),
                    anEncounter().withVirtualService(ANOTHER_VENDORS, address),
                    anEncounter().withRoom("RM1"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void before_r5_another_extension_that_names_the_room_is_left_alone(FhirRelease release) {
        String note = "{\"url\":\"https://example.org/note\",\"extension\":["
                + "{\"url\":\"addressString\",\"valueString\":\"RM1\"}]}";
        assertKept(
                release,
                anEncounter().withRoom("RM1"),
                anEncounter().withExtension(note),
                anEncounter().withExtension(note).withRoom("RM1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void before_r5_a_child_that_looks_like_a_room_is_an_address(FhirRelease release) {
        for (String child : List.of("\"sessionKey\":\"" + SID + "\"", "\"sessionKey\":\" " + SID + " \"")) {
            assertKept(
                    release,
                    null,
                    anEncounter().withVirtualService(OURS, child, MORE),
                    anEncounter().withVirtualService(OURS, MORE));
        }
    }

    @EveryRelease
    void of_two_invented_rooms_the_entry_with_the_clients_content_stays_as_the_placeholder(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withPlaceholder(),
                anEncounter().withRoom("RM1").withVirtualService(OURS, address("RM2"), MORE),
                anEncounter().withVirtualService(OURS, MORE));
    }

    @EveryRelease
    void removing_takes_what_is_said_of_a_waiting_room_too(FhirRelease release) {
        IBaseResource encounter =
                anEncounter().withRoom("RM1").withExtension(WAITS).inProgress().in(release);
        release.virtualServices().remove(encounter);
        assertSame(release, encounter, anEncounter().inProgress());
    }

    @Test
    void in_r5_removing_takes_the_extension_of_r4_too() {
        IBaseResource encounter = anEncounter()
                .withRoomExtension("{\"url\":\"channelType\",\"valueCoding\":%s},{\"url\":\"addressString\",%s}"
                        .formatted(OURS, "\"valueString\":\"RM1\""))
                .in(FhirRelease.R5);
        FhirRelease.R5.virtualServices().remove(encounter);
        assertSame(FhirRelease.R5, encounter, anEncounter());
    }

    @Test
    void in_r5_the_seats_are_those_of_the_room_that_is_written() {
        EncounterFixture twelve = anEncounter().withVirtualService(OURS, address("RM1"), "\"maxParticipants\":12");
        assertWritten(FhirRelease.R5, null, twelve, "RM2", anEncounter().withRoom("RM2"));
        IBaseResource encounter = twelve.in(FhirRelease.R5);
        FhirRelease.R5.virtualServices().write(encounter, VirtualService.documenting(new RoomId("RM2"), 20));
        assertSame(
                FhirRelease.R5,
                encounter,
                anEncounter().withVirtualService(OURS, address("RM2"), "\"maxParticipants\":20"));
    }

    private static void assertWritten(
            FhirRelease release,
            @Nullable EncounterFixture stored,
            EncounterFixture changed,
            String room,
            EncounterFixture expected) {
        IBaseResource encounter = changed.in(release);
        release.virtualServices()
                .write(
                        stored == null ? null : stored.in(release),
                        encounter,
                        new VirtualService(Optional.of(new RoomId(room)), Optional.empty()));
        assertSame(release, encounter, expected);
    }

    private static String address(String room) {
        return "\"addressString\":\"%s\"".formatted(room);
    }
}
