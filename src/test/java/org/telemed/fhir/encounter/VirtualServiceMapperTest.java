package org.telemed.fhir.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.OURS;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class VirtualServiceMapperTest {
    private static final VirtualService ROOM = VirtualService.documenting(new RoomId("RM1"), 12);
    private static final VirtualService PLACEHOLDER = new VirtualService(Optional.empty(), Optional.empty());

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void before_r5_the_room_is_written_as_the_extension_that_clients_read(FhirRelease release) {
        assertThat(release.encode(written(ROOM, release)))
                .isEqualTo("{\"resourceType\":\"Encounter\",\"extension\":[{"
                        + "\"url\":\"https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release\","
                        + "\"extension\":[{\"url\":\"channelType\",\"valueCoding\":{"
                        + "\"system\":\"https://fhir.zapehr.com/virtual-service-type\","
                        + "\"code\":\"twilio-video-group-rooms\",\"display\":\"Twilio Video Group Rooms\"}},"
                        + "{\"url\":\"addressString\",\"valueString\":\"RM1\"}]}]}");
    }

    @Test
    void in_r5_the_room_is_written_as_the_element() {
        assertThat(FhirRelease.R5.encode(written(ROOM, FhirRelease.R5)))
                .isEqualTo("{\"resourceType\":\"Encounter\",\"virtualService\":[{\"channelType\":{"
                        + "\"system\":\"https://fhir.zapehr.com/virtual-service-type\","
                        + "\"code\":\"twilio-video-group-rooms\",\"display\":\"Twilio Video Group Rooms\"},"
                        + "\"addressString\":\"RM1\",\"maxParticipants\":12}]}");
    }

    @EveryRelease
    void what_was_written_is_read(FhirRelease release) {
        Optional<Integer> seats = release.isR5() ? Optional.of(12) : Optional.empty();

        assertThat(services(release).read(written(ROOM, release)))
                .contains(new VirtualService(Optional.of(new RoomId("RM1")), seats));
        assertThat(services(release).read(written(PLACEHOLDER, release))).contains(PLACEHOLDER);
        assertThat(release.encode(written(PLACEHOLDER, release))).doesNotContain("address");
    }

    @EveryRelease
    void writing_leaves_one_of_ours_and_every_other_vendors(FhirRelease release) {
        IBaseResource encounter = anEncounter()
                .withRoom("RMold")
                .withAnotherVendorsRoom("z1")
                .withPlaceholder()
                .withRoomExtension(channelType(OURS) + "," + address("RMextension"))
                .in(release);

        services(release).write(encounter, new VirtualService(Optional.of(new RoomId("RM1")), Optional.empty()));

        assertSame(release, encounter, anEncounter().withRoom("RM1").withAnotherVendorsRoom("z1"));
    }

    @EveryRelease
    void what_a_client_put_into_the_entry_survives_a_room_its_end_and_the_next(FhirRelease release) {
        String more = "\"sessionKey\":\"k\"";
        IBaseResource encounter = anEncounter().withVirtualService(OURS, more).in(release);

        services(release).write(encounter, room("RM1"));
        assertSame(release, encounter, anEncounter().withVirtualService(OURS, "\"addressString\":\"RM1\"", more));

        services(release).write(encounter, PLACEHOLDER);
        assertSame(release, encounter, anEncounter().withVirtualService(OURS, more));

        services(release).write(encounter, room("RM2"));
        assertSame(release, encounter, anEncounter().withVirtualService(OURS, "\"addressString\":\"RM2\"", more));
    }

    @EveryRelease
    void so_does_what_a_client_put_into_further_entries_behind_it(FhirRelease release) {
        String more = "\"sessionKey\":\"k\"";
        IBaseResource encounter = anEncounter()
                .withPlaceholder()
                .withVirtualService(OURS, more)
                .withVirtualService(OURS, "\"addressString\":\"RM9\"", more)
                .in(release);

        services(release).write(encounter, room("RM1"));

        assertSame(
                release,
                encounter,
                anEncounter()
                        .withVirtualService(OURS, "\"addressString\":\"RM1\"", more)
                        .withVirtualService(OURS, more));
    }

    @Test
    void in_r5_so_do_ids_extensions_and_all_elements() {
        String entry = """
                {"id":"vs","extension":[{"url":"http://example.org/x","valueString":"y"}],"channelType":%s%s,
                 "additionalInfo":["https://example.org/help"],"sessionKey":"k"}""";
        String encounter = "{\"resourceType\":\"Encounter\",\"virtualService\":[%s]}";
        IBaseResource written = FhirRelease.R5.parse(encounter.formatted(entry.formatted(OURS, "")));

        services(FhirRelease.R5).write(written, room("RM1"));

        assertThat(FhirRelease.R5.encode(written))
                .isEqualTo(FhirRelease.R5.encode(FhirRelease.R5.parse(
                        encounter.formatted(entry.formatted(OURS, ",\"addressString\":\"RM1\"")))));
    }

    @EveryRelease
    void no_entry_without_channel_type_stands_before_ours(FhirRelease release) {
        EncounterFixture nameless = release.isR5()
                ? anEncounter().withVirtualService("{}", "\"addressString\":\"RM9\"")
                : anEncounter().withRoomExtension(address("RM9"));
        IBaseResource encounter = nameless.in(release);

        services(release).write(encounter, room("RM1"));

        String json = release.encode(encounter);
        assertThat(json.indexOf("RM1")).isPositive().isLessThan(json.indexOf("RM9"));
    }

    @EveryRelease
    void removing_takes_ours_only(FhirRelease release) {
        IBaseResource encounter = anEncounter()
                .withRoom("RM1")
                .withAnotherVendorsRoom("z1")
                .withRoom("RM2")
                .withExtension("{\"url\":\"https://example.org/else\",\"valueString\":\"kept\"}")
                .in(release);

        services(release).remove(encounter);

        assertSame(
                release,
                encounter,
                anEncounter()
                        .withAnotherVendorsRoom("z1")
                        .withExtension("{\"url\":\"https://example.org/else\",\"valueString\":\"kept\"}"));
    }

    @EveryRelease
    void where_there_is_none_there_is_nothing_to_read_or_remove(FhirRelease release) {
        IBaseResource encounter = anEncounter().in(release);

        services(release).remove(encounter);

        assertThat(services(release).read(encounter)).isEmpty();
        assertSame(release, encounter, anEncounter());
    }

    @EveryRelease
    void another_vendors_is_none_of_ours(FhirRelease release) {
        String samecode = "{\"system\":\"https://vendor.example/types\",\"code\":\"twilio-video-group-rooms\"}";

        assertThat(read(anEncounter().withAnotherVendorsRoom("z1"), release)).isEmpty();
        assertThat(read(anEncounter().withVirtualService(samecode, "\"addressString\":\"RM1\""), release))
                .isEmpty();
        assertThat(read(anEncounter().withVirtualService("{\"display\":\"video\"}"), release))
                .isEmpty();
    }

    @EveryRelease
    void our_code_without_system_is_ours(FhirRelease release) {
        EncounterFixture encounter = anEncounter()
                .withVirtualService("{\"code\":\"twilio-video-group-rooms\"}", "\"addressString\":\"RM1\"");

        assertThat(room(encounter, release)).contains(new RoomId("RM1"));
    }

    @EveryRelease
    void an_address_that_is_no_rooms_makes_a_placeholder(FhirRelease release) {
        for (String address : List.of(
                "\"addressString\":\" \"",
                "\"addressUrl\":\"https://example.org/RM1\"",
                "\"addressContactPoint\":{\"system\":\"url\",\"value\":\"RM1\"}")) {
            assertThat(read(anEncounter().withVirtualService(OURS, address), release))
                    .as(address)
                    .contains(PLACEHOLDER);
        }
    }

    @EveryRelease
    void of_several_of_ours_one_with_a_room_counts(FhirRelease release) {
        assertThat(room(anEncounter().withPlaceholder().withRoom("RM1").withRoom("RM2"), release))
                .contains(new RoomId("RM1"));
    }

    @EveryRelease
    void room_extensions_that_are_no_sense_are_read_without_fail(FhirRelease release) {
        for (String children : List.of(
                address("RM1"),
                "{\"url\":\"channelType\"}",
                "{\"url\":\"channelType\",\"valueString\":\"twilio-video-group-rooms\"}",
                "{\"url\":\"channelType\",\"valueQuantity\":" + OURS.replace("display", "unit") + "}",
                "{\"url\":\"channelType\",\"extension\":[" + channelType(OURS) + "]}",
                "{\"url\":\"x\",\"extension\":[" + channelType(OURS) + "," + address("RM1") + "]}",
                "{\"valueString\":\"no url\"}")) {
            assertThat(read(anEncounter().withRoomExtension(children), release))
                    .as(children)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void malformed_room_extensions_are_placeholders(FhirRelease release) {
        String ours = channelType(OURS) + ",";
        for (String children : List.of(
                ours + address("RM1") + "," + address("RM2"),
                ours + address("RM1") + ",{\"url\":\"addressUrl\",\"valueUrl\":\"https://example.org\"}",
                ours + "{\"url\":\"addressString\"}",
                ours + "{\"url\":\"addressString\",\"valueCode\":\"RM1\"}",
                ours + "{\"url\":\"addressString\",\"extension\":[" + address("RM1") + "]}",
                ours + "{\"url\":\"address\",\"valueString\":\"RM1\"}")) {
            assertThat(read(anEncounter().withRoomExtension(children), release))
                    .as(children)
                    .contains(PLACEHOLDER);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void of_two_channel_types_ours_is_found_in_any_place(FhirRelease release) {
        EncounterFixture encounter = anEncounter()
                .withRoomExtension(
                        channelType(EncounterFixture.ANOTHER_VENDORS) + "," + address("RM1") + "," + channelType(OURS));

        assertThat(room(encounter, release)).contains(new RoomId("RM1"));
    }

    @Test
    void in_r5_the_extension_documents_nothing() {
        EncounterFixture encounter = anEncounter().withRoomExtension(channelType(OURS) + "," + address("RM1"));

        assertThat(read(encounter, FhirRelease.R5)).isEmpty();
    }

    @Test
    void in_r5_seats_that_no_room_has_are_not_taken_for_missing_ones() {
        for (String seats : List.of("0", "51", "500", "-3", "1000000000000", "\"many\"")) {
            assertThat(read(anEncounter().withVirtualService(OURS, "\"maxParticipants\":" + seats), FhirRelease.R5)
                            .flatMap(VirtualService::maxParticipants))
                    .as(seats)
                    .hasValueSatisfying(
                            read -> assertThat(read < 1 || read > 50).isTrue());
        }
        assertThat(read(anEncounter().withVirtualService(OURS, "\"maxParticipants\":50"), FhirRelease.R5)
                        .flatMap(VirtualService::maxParticipants))
                .contains(50);
    }

    private static VirtualService room(String sid) {
        return new VirtualService(Optional.of(new RoomId(sid)), Optional.empty());
    }

    private static VirtualServiceMapper services(FhirRelease release) {
        return release.virtualServices();
    }

    private static IBaseResource written(VirtualService service, FhirRelease release) {
        IBaseResource encounter = anEncounter().in(release);
        services(release).write(encounter, service);
        return encounter;
    }

    private static Optional<VirtualService> read(EncounterFixture encounter, FhirRelease release) {
        return services(release).read(encounter.in(release));
    }

    private static Optional<RoomId> room(EncounterFixture encounter, FhirRelease release) {
        return read(encounter, release).flatMap(VirtualService::room);
    }

    private static void assertSame(FhirRelease release, IBaseResource actual, EncounterFixture expected) {
        assertThat(release.encode(actual)).isEqualTo(release.encode(expected.in(release)));
    }

    private static String channelType(String coding) {
        return "{\"url\":\"channelType\",\"valueCoding\":" + coding + "}";
    }

    private static String address(String sid) {
        return "{\"url\":\"addressString\",\"valueString\":\"" + sid + "\"}";
    }
}
