package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.InMemoryVideoVendor;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomEvent.Stay;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.starter.StarterApplication;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/**
 * The main flow in a host that brings a vendor of its own, of which the product knows nothing. It sweeps when a test says so,
 * and nothing of Twilio's is set.
 */
class AnotherVendorHostTest extends HostTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String TWILIOS =
            "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\"," + "\"code\":\"twilio-video-group-rooms\"}";
    private static final String SID = "RM0123456789abcdef0123456789abcdef";

    private final InMemoryVideoVendor vendor = new InMemoryVideoVendor("s3cret", true);

    @Override
    HostServer started() {
        return new HostServer(
                HostSettings.applicationOf(StarterApplication.class),
                FhirRelease.R4,
                issuer -> Stream.concat(HostServer.ownCheck(issuer), Stream.of("telemed.sweep.enabled=false")),
                vendor);
    }

    /** There is none. */
    @Override
    public void twilio_is_well_again() {}

    @Override
    public void timePasses(Duration time) {
        inside().getBean("telemedClock", MovingClock.class).advance(time);
    }

    @Test
    void a_create_opens_and_documents_a_room_of_the_vendors() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        JsonNode service = service(visit);
        assertThat(service.at("/extension/0/valueCoding/system").asText())
                .isEqualTo("https://fhir.zapehr.com/virtual-service-type");
        assertThat(service.at("/extension/0/valueCoding/display").asText())
                .isEqualTo(InMemoryVideoVendor.CHANNEL_TYPE.display());
        Room room = rooms().find(room(visit.id())).orElseThrow();
        assertThat(vendor.isRoomId(room.id().value())).isTrue();
        assertThat(room.inProgress()).isTrue();
        assertThat(room.name()).isEqualTo(visit.id());
        assertThat(room.statusCallback()).isEqualTo(host().http().root() + "/telemed/memory/callback");
        assertThat(visit.json().toString().toLowerCase(Locale.ROOT)).doesNotContain("twilio");
    }

    @Test
    void a_participant_joins_with_a_token_and_an_outsider_gets_none() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        joins("jane", id);
        assertThat(rooms().inside(room(id))).containsExactly("jane");
        assertRefused(as("eve").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    void who_is_removed_is_disconnected() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        joins("jane", id);
        joins("tablet", id);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rooms().inside(room(id))).containsExactly("jane"));
        assertRefused(as("tablet").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    void a_visit_that_is_finished_has_no_room() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        RoomId room = room(id);
        joins("jane", id);
        as("adam").replaces(id, finished(id)).expecting(200);
        await().atMost(SOON).until(() -> !rooms().isOpen(room));
        assertThat(as("jane").asksForToken(id).status()).isEqualTo(422);
    }

    @Test
    void a_call_that_is_ended_leaves_a_placeholder() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        RoomId room = room(id);
        StoredEncounter ended = encounterIn(as("adam").endsRoomOf(id));
        assertThat(service(ended).path("extension")).hasSize(1);
        await().atMost(SOON).until(() -> !rooms().isOpen(room));
    }

    @Test
    void a_signed_callback_has_the_room_looked_at() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Room room = rooms().find(room(id)).orElseThrow();
        RoomParticipant stranger = rooms().joined(room.id(), "stranger");
        String report = vendor.report("JOINED", room, Optional.of(new Stay(stranger.id(), "stranger")));
        assertThat(reports(report.replace("stranger", "somebody")).status()).isEqualTo(403);
        assertThat(rooms().inside(room.id())).containsExactly("stranger");
        assertThat(reports(report).status()).isEqualTo(204);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rooms().inside(room.id())).isEmpty());
    }

    @Test
    void callbacks_have_no_other_way_in() {
        HttpRequest.Builder toTwilio = host().http()
                .request("/telemed/twilio/callback", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", "x")
                .POST(BodyPublishers.ofString("a=b"));
        assertThat(host().http().send(toTwilio).status()).isEqualTo(404);
    }

    @Test
    void a_sweep_closes_what_a_failure_left_open() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        RoomId room = room(id);
        rooms().forgetCalls();
        rooms().failNext(TelemedException.because(Reason.PROVIDER_DOWN, "away"));
        as("adam").replaces(id, finished(id)).expecting(200);
        await().atMost(SOON).until(() -> rooms().calls().contains("findInProgress " + id));
        assertThat(rooms().isOpen(room)).isTrue();
        sweep();
        assertThat(rooms().isOpen(room)).isFalse();
    }

    @Test
    void a_room_that_lapsed_is_opened_again_by_the_next_token() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        RoomId before = room(id);
        timePasses(Duration.ofMinutes(61));
        sweep();
        joins("jane", id);
        assertThat(room(id)).isNotEqualTo(before);
        assertThat(rooms().inside(room(id))).containsExactly("jane");
    }

    @Test
    void an_id_like_a_rooms_is_unusable_and_one_like_twilios_is_not() {
        for (String odd : new String[] {"room-00000001", "ROOM-99999999"}) {
            as("adam").replaces(odd, aVisitOfJaneWithAdam().withId(odd)).expecting(201);
            assertRefused(as("adam").createsRoomOn(odd), 422, "business-rule", "unusable-id");
        }
        as("adam").replaces(SID, aVisitOfJaneWithAdam().withId(SID)).expecting(201);
        encounterIn(as("adam").createsRoomOn(SID));
        assertThat(rooms().find(room(SID)).map(Room::name)).contains(SID);
    }

    @Test
    void the_room_is_the_servers() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        RoomId room = room(id);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertThat(room(id)).isEqualTo(room);
        StoredEncounter claimed = encounterIn(as("adam")
                .createsRoomFor(
                        aVisitOfJaneWithAdam().withVirtualService(ours(), "\"addressString\":\"room-00000001\"")));
        assertThat(room(claimed.id())).isNotEqualTo(new RoomId("room-00000001"));
    }

    @Test
    void the_room_of_a_former_vendor_is_the_clients_and_ours_stands_beside_it() {
        EncounterFixture before =
                aVisitOfJaneWithAdam().withVirtualService(TWILIOS, "\"addressString\":\"" + SID + "\"");
        String id = aStored(before);
        assertThat(stored(id).rooms()).containsExactly(SID);
        assertThat(as("jane").asksForToken(id).status()).isEqualTo(422);
        StoredEncounter both = encounterIn(as("adam").createsRoomOn(id));
        assertThat(both.rooms()).containsExactly(SID);
        assertThat(rooms().isOpen(room(id))).isTrue();
        joins("jane", id);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertThat(stored(id).rooms()).as("a client may take it off").isEmpty();
        assertThat(rooms().inside(room(id))).containsExactly("jane");
    }

    private InMemoryVideoProvider rooms() {
        return vendor.rooms();
    }

    private void joins(String client, String encounter) {
        String token = as(client).asksForToken(encounter).expecting(200).parameter("token");
        assertThat(vendor.joins(
                        token,
                        inside().getBean("telemedClock", MovingClock.class).instant()))
                .isTrue();
    }

    private void sweep() {
        inside().getBean(TelemedPlugin.class)
                .roomReconciliation()
                .orElseThrow()
                .sweepSchedule()
                .sweepNow();
    }

    private Answer reports(String body) {
        HttpRequest.Builder request = host().http().request("/telemed/memory/callback", "");
        InMemoryVideoVendor.HEADERS.forEach(request::header);
        return host().http().send(request.POST(BodyPublishers.ofString(body)));
    }

    private EncounterFixture finished(String id) {
        return aVisitOfJaneWithAdam().withId(id).withStatus("finished");
    }

    private static String ours() {
        return "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\",\"code\":\""
                + InMemoryVideoVendor.CHANNEL_TYPE.code() + "\"}";
    }

    private RoomId room(String encounter) {
        return new RoomId(
                service(stored(encounter)).at("/extension/1/valueString").asText());
    }

    private static JsonNode service(StoredEncounter encounter) {
        assertThat(encounter.virtualServices(InMemoryVideoVendor.CHANNEL_TYPE.code()))
                .hasSize(1);
        return encounter
                .virtualServices(InMemoryVideoVendor.CHANNEL_TYPE.code())
                .get(0);
    }
}
