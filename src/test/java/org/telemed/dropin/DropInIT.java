package org.telemed.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.CreatingARoom;
import org.telemed.acceptance.GettingAToken;
import org.telemed.acceptance.Host;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.PeopleComeBack;
import org.telemed.acceptance.TokenHoldersAreRecorded;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.fhir.EncounterFixture;

/**
 * The plugin jar in a stock server, for real: another process, its own libraries, its class loader. What our own packing can
 * break is asked for here: every call to Twilio, tokens of both kinds, callbacks, the sweep.
 */
class DropInIT implements CreatingARoom, GettingAToken, PeopleComeBack, TokenHoldersAreRecorded {

    private static final String API_KEY_SID = EmulatorSettings.onAnyPort().apiKeySid();
    private static final String API_KEY_SECRET = EmulatorSettings.onAnyPort().apiKeySecret();

    @TempDir
    private static Path directory;

    private static StarterWithPlugin starter;

    @BeforeAll
    static void start() throws IOException {
        starter = new StarterWithPlugin(directory);
    }

    @AfterAll
    static void stop() {
        String log = starter.output();
        starter.close();
        assertThat(log).doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "LinkageError");
        assertThat(log)
                .as("what the HTTP client logs under our name")
                .contains(".shaded.")
                .doesNotContain(API_KEY_SECRET, Http.basic(API_KEY_SID, API_KEY_SECRET), "eyJ");
    }

    @Override
    public Host host() {
        return starter;
    }

    @Test
    void nobody_without_an_access_token_gets_a_room_or_a_token() {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String token : List.of("", "rubbish", starter.tokenOf("adam") + "x")) {
            assertRefused(changingNothing(() -> with(token).createsRoomFor(visit)), 401, "login", "login-required");
            assertRefused(with(token).asksForToken(id), 401, "login", "login-required");
            assertRefused(with(token).endsRoomOf(id), 401, "login", "login-required");
        }
    }

    @Test
    void the_host_is_as_open_as_before() {
        with("").get("Patient/jane-doe").expecting(200);
        with("").stores(aVisitOfJaneWithAdam()).expecting(201);
        assertThat(starter.output()).contains("The FHIR API beside them is as open as this host leaves it");
    }

    @Test
    void what_is_not_reported_the_sweep_finds() {
        EncounterFixture visit = aVisitOfJaneWithAdam();
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        Answer token = as("tablet").asksForToken(id).expecting(200);
        as("adam").replaces(id, visit.withId(id)).expecting(200);
        twilio().callbacks("drop", 0);
        try {
            twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> twilio().connected(token.parameter("room")).isEmpty());
        } finally {
            twilio().callbacks("deliver", 0);
        }
    }

    @Test
    void the_v1_api_works_beside_the_hosts_own_json() {
        String body = "{\"encounter\":%s}".formatted(aVisitOfJaneWithAdam().json(host().release()));
        Answer room = host().http()
                .send("POST", "/v1/telemed/room", starter.tokenOf("adam"), body)
                .expecting(200);
        String id = room.json().at("/encounter/id").asText();
        Answer token = host().http()
                .get("/v1/telemed/token?encounterId=" + id, starter.tokenOf("jane"))
                .expecting(200);
        twilio().joins(stored(id).room(), token.json().path("token").asText()).expecting(201);
        assertThat(host().http()
                        .get("/v1/telemed/token?encounterId=" + id, starter.tokenOf("eve"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_capability_statement_names_the_operations() {
        assertThat(host().http().get("/fhir/metadata", "").body())
                .contains("create-telemed-room", "telemed-token", "telemed-status", "end-telemed-room");
    }

    @Test
    void an_operator_sweeps_by_the_hosts_actuator() {
        Answer swept =
                host().http().send("POST", "/actuator/telemedsweep", "", "").expecting(200);
        assertThat(swept.json().path("complete").asBoolean()).isTrue();
        assertThat(host().http()
                        .get("/actuator/telemedsweep", "")
                        .expecting(200)
                        .json()
                        .path("rooms")
                        .isInt())
                .isTrue();
    }

    /** A report that nobody made: only its signature says that it is to be believed. */
    @Test
    void a_report_that_twilio_did_not_sign_is_refused() {
        Http http = host().http();
        assertThat(http.send("POST", "/telemed/twilio/callback", "", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void the_call_can_be_ended() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String room = stored(id).room();
        as("adam").endsRoomOf(id).expecting(200);
        assertThat(twilio().isInProgress(room)).isFalse();
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "no-room");
    }
}
