package org.telemed.fhir.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.anEncounter;
import static org.telemed.fhir.encounter.EncounterAssertions.assertKept;
import static org.telemed.fhir.encounter.EncounterAssertions.assertSame;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** What an Encounter says of a waiting room, read, written, and kept from clients. */
class WaitingRoomExtensionTest {
    private static final String URL = "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room";
    private static final String ON = extension("\"valueBoolean\":true");
    private static final String OFF = extension("\"valueBoolean\":false");
    private static final String THEIRS = "{\"url\":\"https://example.org/else\",\"valueString\":\"kept\"}";

    @EveryRelease
    void it_is_read_with_a_room_a_placeholder_or_nothing(FhirRelease release) {
        for (EncounterFixture visit :
                List.of(anEncounter().withRoom("RM1"), anEncounter().withPlaceholder(), anEncounter())) {
            Optional<VirtualService> without = release.virtualServices().read(visit.in(release));
            assertThat(without.flatMap(VirtualService::waitingRoom)).isEmpty();
            assertThat(read(release, visit.withExtension(OFF))).contains(false);
            assertThat(release.virtualServices().read(visit.in(release)).flatMap(VirtualService::room))
                    .isEqualTo(without.flatMap(VirtualService::room));
        }
        assertThat(read(release, anEncounter().withExtension(ON))).contains(true);
        assertThat(release.virtualServices()
                        .read(anEncounter().withExtension(ON).in(release)))
                .contains(VirtualService.PLACEHOLDER.withWaitingRoom(Optional.of(true)));
    }

    /** Otherwise who has to wait would profit from it. */
    @EveryRelease
    void what_cannot_be_read_is_a_waiting_room(FhirRelease release) {
        for (String unreadable : List.of(
                OFF + "," + OFF,
                OFF + "," + ON,
                extension("\"id\":\"x\""),
                extension("\"valueString\":\"false\""),
                extension("\"valueBoolean\":\"no\""),
                extension("\"_valueBoolean\":{\"extension\":[" + THEIRS + "]}"),
                extension("\"extension\":[" + OFF + "]"))) {
            assertThat(read(release, anEncounter().withPlaceholder().withExtension(unreadable)))
                    .as(unreadable)
                    .contains(true);
        }
    }

    @EveryRelease
    void another_place_is_none(FhirRelease release) {
        for (EncounterFixture visit : List.of(
                anEncounter().withExtension("{\"url\":\"https://example.org/else\",\"extension\":[" + ON + "]}"),
                anEncounter().with("modifierExtension", "[" + ON + "]"),
                anEncounter().with("subject", "{\"extension\":[" + ON + "],\"reference\":\"Patient/1\"}"))) {
            assertThat(read(release, visit)).isEmpty();
        }
    }

    @EveryRelease
    void writing_leaves_one_with_that_value_and_everything_else(FhirRelease release) {
        for (EncounterFixture before : List.of(
                anEncounter().withRoom("RM1").withExtension(OFF).withExtension(THEIRS),
                anEncounter()
                        .withRoom("RM1")
                        .withExtension(OFF)
                        .withExtension(THEIRS)
                        .withExtension(ON),
                anEncounter()
                        .withRoom("RM1")
                        .withExtension(extension("\"valueString\":\"\""))
                        .withExtension(THEIRS))) {
            assertSame(
                    release,
                    written(release, before, room(Optional.of(true))),
                    anEncounter().withRoom("RM1").withExtension(ON).withExtension(THEIRS));
        }
        assertSame(
                release,
                written(release, anEncounter(), room(Optional.of(false))),
                anEncounter().withRoom("RM1").withExtension(OFF));
    }

    @EveryRelease
    void a_write_that_does_not_say_it_leaves_it(FhirRelease release) {
        EncounterFixture visit = anEncounter().withRoom("RM1").withExtension(ON);
        assertSame(release, written(release, visit, room(Optional.empty())), visit);
        assertSame(
                release,
                written(release, visit, VirtualService.PLACEHOLDER),
                anEncounter().withPlaceholder().withExtension(ON));
    }

    @EveryRelease
    void a_client_cannot_set_it(FhirRelease release) {
        for (String set : List.of(ON, OFF, ON + "," + OFF, extension("\"valueString\":\"no\""))) {
            EncounterFixture sent =
                    anEncounter().withPlaceholder().withExtension(set).withExtension(THEIRS);
            EncounterFixture without = anEncounter().withPlaceholder().withExtension(THEIRS);
            assertKept(release, null, sent, without);
            assertKept(
                    release,
                    anEncounter().withRoom("RM1"),
                    sent,
                    anEncounter().withRoom("RM1").withExtension(THEIRS));
        }
    }

    @EveryRelease
    void a_client_cannot_change_drop_or_double_it(FhirRelease release) {
        EncounterFixture stored = anEncounter().withRoom("RM1").withExtension(ON);
        for (EncounterFixture sent : List.of(
                anEncounter().withRoom("RM1").withExtension(ON),
                anEncounter().withRoom("RM1").withExtension(OFF),
                anEncounter().withRoom("RM1").withExtension(ON + "," + OFF),
                anEncounter().withRoom("RM1").withExtension(OFF + "," + ON),
                anEncounter().withRoom("RM1").withExtension(extension("\"id\":\"x\",\"valueBoolean\":true")),
                anEncounter().withRoom("RM1"),
                anEncounter().withPlaceholder(),
                anEncounter())) {
            assertKept(release, stored, sent, stored);
        }
    }

    @EveryRelease
    void nor_move_it(FhirRelease release) {
        assertKept(
                release,
                anEncounter().withExtension(ON),
                anEncounter().with("modifierExtension", "[" + ON + "," + THEIRS + "]"),
                anEncounter().with("modifierExtension", "[" + THEIRS + "]").withExtension(ON));
        assertKept(release, null, anEncounter().with("modifierExtension", "[" + ON + "]"), anEncounter());
    }

    @EveryRelease
    void nor_switch_it_off_by_dropping_the_placeholder(FhirRelease release) {
        EncounterFixture stored = anEncounter().withPlaceholder().withExtension(ON);
        IBaseResource changed = anEncounter().in(release);
        release.virtualServices().keepServerOwned(stored.in(release), changed);
        assertThat(release.virtualServices().read(changed).flatMap(VirtualService::waitingRoom))
                .contains(true);
    }

    @EveryRelease
    void what_could_not_be_read_stays_unreadable(FhirRelease release) {
        EncounterFixture stored = anEncounter().withExtension(OFF + "," + OFF);
        assertKept(release, stored, anEncounter().withExtension(OFF), stored);
    }

    @EveryRelease
    void a_client_keeps_its_order_of_extensions_and_twice_is_once(FhirRelease release) {
        EncounterFixture stored = anEncounter().withRoom("RM1").withExtension(ON);
        IBaseResource changed = anEncounter()
                .withExtension(OFF)
                .withExtension(THEIRS)
                .withRoom("RM1")
                .in(release);
        release.virtualServices().keepServerOwned(stored.in(release), changed);
        release.virtualServices().keepServerOwned(stored.in(release), changed);
        assertSame(
                release,
                changed,
                anEncounter().withExtension(ON).withExtension(THEIRS).withRoom("RM1"));
    }

    private static VirtualService room(Optional<Boolean> waitingRoom) {
        return new VirtualService(Optional.of(new RoomId("RM1")), Optional.empty(), waitingRoom);
    }

    private static Optional<Boolean> read(FhirRelease release, EncounterFixture visit) {
        return release.virtualServices().read(visit.in(release)).flatMap(VirtualService::waitingRoom);
    }

    private static IBaseResource written(FhirRelease release, EncounterFixture before, VirtualService service) {
        IBaseResource encounter = before.in(release);
        release.virtualServices().write(encounter, service);
        return encounter;
    }

    private static String extension(String content) {
        return "{\"url\":\"" + URL + "\"," + content + "}";
    }
}
