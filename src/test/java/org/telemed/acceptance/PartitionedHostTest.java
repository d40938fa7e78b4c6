package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.telemed.core.sweep.SweepReport;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.partitioned.PartitionedApplication;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/**
 * Two clinics in one server, who call everything the same. Adam works at the first and eve at the second; jane goes to both.
 * PostgreSQL, because H2 fails at what HAPI asks of a database that is partitioned itself; and only there two partitions
 * can hold the same id.
 */
@Tag("server")
class PartitionedHostTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String VISIT = "visit-of-the-day";

    private static EmbeddedPostgres postgres;
    private static HostServer host;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        host = new HostServer(
                HostSettings.applicationOf(PartitionedApplication.class),
                FhirRelease.R4,
                issuer -> Stream.concat(
                        HostServer.ownCheck(issuer),
                        Stream.of(
                                "spring.jpa.properties.hibernate.dialect=" + HapiFhirPostgresDialect.class.getName(),
                                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                                "spring.datasource.username=postgres",
                                "spring.datasource.password=postgres")));
        Clinic first = new Clinic("1");
        first.stores("Patient", "jane-doe").stores("Practitioner", "adam-careful");
        new Clinic("2").stores("Patient", "jane-doe").stores("Practitioner", "eve-outsider");
        new Clinic("DEFAULT").stores("Patient", "jane-doe").stores("Practitioner", "adam-careful");
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
        host = null; // static, so it would stay in memory
        postgres.close();
    }

    @Test
    void the_same_id_in_two_partitions_is_two_rooms_and_two_circles_of_people() {
        Clinic first = new Clinic("1").withVisit(VISIT, "adam-careful");
        Clinic second = new Clinic("2").withVisit(VISIT, "eve-outsider");
        String firstRoom = first.opens(VISIT, "adam");
        String secondRoom = second.opens(VISIT, "eve");
        assertThat(firstRoom).isNotEqualTo(secondRoom);
        assertThat(nameOf(firstRoom)).isEqualTo("1_" + VISIT);
        assertThat(nameOf(secondRoom)).isEqualTo("2_" + VISIT);

        assertThat(first.token(VISIT, "jane").parameter("room")).isEqualTo(firstRoom);
        assertThat(second.token(VISIT, "jane").parameter("room")).isEqualTo(secondRoom);
        assertThat(second.token(VISIT, "adam").status()).isEqualTo(403);
        assertThat(first.token(VISIT, "eve").status()).isEqualTo(403);
        assertThat(first.opens(VISIT, "adam")).as("still the same").isEqualTo(firstRoom);
        assertThat(second.opens(VISIT, "eve")).as("still the same").isEqualTo(secondRoom);
    }

    @Test
    void an_encounter_of_another_partition_is_not_there() {
        String id = new Clinic("1").creates("adam-careful", "adam");
        Clinic second = new Clinic("2");
        assertThat(second.token(id, "jane").status()).isEqualTo(404);
        assertThat(second.token(id, "adam").status()).isEqualTo(404);
        assertThat(second.send("adam", "Encounter/" + id + "/$create-telemed-room", "")
                        .status())
                .isEqualTo(404);
        assertThat(second.send("adam", "Encounter/" + id + "/$end-telemed-room", "")
                        .status())
                .isEqualTo(404);
        assertThat(host.twilio().roomsNamed("2_" + id)).isEmpty();
    }

    @Test
    void who_was_given_a_token_and_who_came_is_written_down_where_the_encounter_is() {
        Clinic second = new Clinic("2");
        String id = second.creates("eve-outsider", "eve");
        Answer token = second.token(id, "eve").expecting(200);
        host.twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(second.eventsAbout(id)).contains("token-issued", "\"joined\""));
        assertThat(new Clinic("1").eventsAbout(id)).doesNotContain("AuditEvent");
        assertThat(new Clinic("DEFAULT").eventsAbout(id)).doesNotContain("AuditEvent");
    }

    @Test
    void the_end_of_one_visit_leaves_the_other_of_the_same_id_alone() {
        String id = "ending";
        Clinic first = new Clinic("1").withVisit(id, "adam-careful");
        Clinic second = new Clinic("2").withVisit(id, "eve-outsider");
        String firstRoom = first.opens(id, "adam");
        String secondRoom = second.opens(id, "eve");
        first.puts("Encounter", id, visit("adam-careful").finished().withId(id));
        await().atMost(SOON).until(() -> !host.twilio().isInProgress(firstRoom));
        assertThat(sweeps().failures()).isZero();
        assertThat(host.twilio().isInProgress(secondRoom)).isTrue();
        second.token(id, "jane").expecting(200);
        second.send("eve", "Encounter/" + id, "DELETE").expecting(200);
        await().atMost(SOON).until(() -> !host.twilio().isInProgress(secondRoom));
    }

    @Test
    void who_is_taken_off_the_one_stays_on_the_other() {
        String id = "leaving";
        Clinic first = new Clinic("1").withVisit(id, "adam-careful");
        Clinic second = new Clinic("2").withVisit(id, "eve-outsider");
        String firstRoom = first.opens(id, "adam");
        String secondRoom = second.opens(id, "eve");
        for (Clinic clinic : new Clinic[] {first, second}) {
            Answer token = clinic.token(id, "jane").expecting(200);
            host.twilio()
                    .joins(token.parameter("room"), token.parameter("token"))
                    .expecting(201);
        }
        first.puts(
                "Encounter",
                id,
                aVisit().inProgress()
                        .withParticipant("Practitioner/adam-careful")
                        .withId(id));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(host.twilio().connected(firstRoom)).isEmpty());
        sweeps();
        assertThat(host.twilio().connected(secondRoom)).hasSize(1);
    }

    @Test
    void a_sweep_looks_each_room_up_where_its_encounter_is() {
        Clinic first = new Clinic("1");
        Clinic second = new Clinic("2");
        String one = roomOf(first, first.creates("adam-careful", "adam"), "adam");
        String two = roomOf(second, second.creates("eve-outsider", "eve"), "eve");
        assertThat(sweeps().failures()).isZero();
        assertThat(host.twilio().isInProgress(one)).isTrue();
        assertThat(host.twilio().isInProgress(two)).isTrue();
    }

    @Test
    void a_repeated_create_is_one_encounter_in_each_partition() {
        String key = UUID.randomUUID().toString();
        String body = visit(null).json(FhirRelease.R4);
        String first = new Clinic("1").createsOnce(key, body);
        String second = new Clinic("2").createsOnce(key, body);
        assertThat(first).isNotEqualTo(second);
        assertThat(new Clinic("1").createsOnce(key, body)).isEqualTo(first);
        assertThat(new Clinic("2").createsOnce(key, body)).isEqualTo(second);
    }

    @Test
    void in_the_default_partition_rooms_are_called_as_without_partitions() {
        Clinic common = new Clinic("DEFAULT");
        String id = common.creates("adam-careful", "adam");
        String room = common.token(id, "adam").expecting(200).parameter("room");
        assertThat(nameOf(room)).isEqualTo(id);
        sweeps();
        assertThat(host.twilio().isInProgress(room)).isTrue();
    }

    @Test
    void a_request_that_names_several_partitions_finds_the_encounter_in_its_own() {
        String id = new Clinic("2").creates("eve-outsider", "eve");
        Answer token = new Clinic("1,2").token(id, "eve").expecting(200);
        assertThat(nameOf(token.parameter("room"))).isEqualTo("2_" + id);
    }

    @Test
    void a_request_that_names_none_is_refused() {
        String id = new Clinic("1").creates("adam-careful", "adam");
        HttpRequest.Builder request = host.http()
                .request("/fhir/Encounter/" + id + "/$telemed-token", host.tokenOf("adam"))
                .POST(BodyPublishers.noBody());
        Answer answer = host.http().send(request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("bad-request");
    }

    @Test
    void the_seed_s_api_is_for_the_partition_that_its_header_names() {
        String body = visit("eve-outsider").json(FhirRelease.R4);
        Answer created = host.http()
                .send(host.http()
                        .request("/v1/telemed/room", host.tokenOf("eve"))
                        .header("X-Request-Partition-IDs", "2")
                        .POST(BodyPublishers.ofString(body)));
        JsonNode encounter = created.expecting(200).json().path("encounter");
        assertThat(nameOf(new StoredEncounter(encounter, FhirRelease.R4).room()))
                .isEqualTo("2_" + encounter.path("id").asText());
    }

    private static String roomOf(Clinic clinic, String id, String client) {
        return clinic.token(id, client).expecting(200).parameter("room");
    }

    private static String nameOf(String room) {
        return host.twilio().room(room).path("unique_name").asText();
    }

    private static SweepReport sweeps() {
        RoomReconciliation roomReconciliation =
                host.context().getBean(TelemedPlugin.class).roomReconciliation().orElseThrow();
        return roomReconciliation.sweepSchedule().sweepNow();
    }

    private static EncounterFixture visit(String practitioner) {
        EncounterFixture visit = aVisit().inProgress().withSubject("Patient/jane-doe");
        return practitioner == null ? visit : visit.withParticipant("Practitioner/" + practitioner);
    }

    /** Requests to one partition, or to several. */
    private record Clinic(String partitions) {

        Clinic stores(String type, String id) {
            return put(type, id, "{\"resourceType\":\"%s\",\"id\":\"%s\"}".formatted(type, id));
        }

        Clinic puts(String type, String id, EncounterFixture encounter) {
            return put(type, id, encounter.json(FhirRelease.R4));
        }

        private Clinic put(String type, String id, String json) {
            Answer answer = host.http()
                    .send(request("clinic", type + "/" + id)
                            .header("Content-Type", Http.FHIR_JSON)
                            .PUT(BodyPublishers.ofString(json)));
            assertThat(answer.status()).as(answer::toString).isIn(200, 201);
            return this;
        }

        Clinic withVisit(String id, String practitioner) {
            return puts("Encounter", id, visit(practitioner).withId(id));
        }

        /** The new Encounter's id. */
        String creates(String practitioner, String client) {
            return send(
                            client,
                            "Encounter/$create-telemed-room",
                            visit(practitioner).json(FhirRelease.R4))
                    .expecting(200)
                    .json()
                    .path("id")
                    .asText();
        }

        String createsOnce(String key, String body) {
            Answer answer = host.http()
                    .send(request("adam", "Encounter/$create-telemed-room")
                            .header("Idempotency-Key", key)
                            .header("Content-Type", Http.FHIR_JSON)
                            .POST(BodyPublishers.ofString(body)));
            return answer.expecting(200).json().path("id").asText();
        }

        /** The room's SID. */
        String opens(String id, String client) {
            Answer answer = send(client, "Encounter/" + id + "/$create-telemed-room", "")
                    .expecting(200);
            return new StoredEncounter(answer.json(), FhirRelease.R4).room();
        }

        Answer token(String id, String client) {
            return send(client, "Encounter/" + id + "/$telemed-token", "");
        }

        String eventsAbout(String id) {
            return host
                    .http()
                    .send(request("clinic", "AuditEvent?_count=500")
                            .header("Cache-Control", "no-cache")
                            .GET())
                    .expecting(200)
                    .json()
                    .path("entry")
                    .findParents("resourceType")
                    .stream()
                    .map(JsonNode::toString)
                    .filter(event -> event.contains(id))
                    .toList()
                    .toString();
        }

        Answer send(String client, String path, String body) {
            HttpRequest.Builder request = request(client, path);
            return host.http()
                    .send(
                            body.equals("DELETE")
                                    ? request.DELETE()
                                    : request.header("Content-Type", Http.FHIR_JSON)
                                            .POST(BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder request(String client, String path) {
            return host.http()
                    .request("/fhir/" + path, host.tokenWith(DemoClients.claims(client, Map.of())))
                    .header("X-Request-Partition-IDs", partitions);
        }
    }
}
