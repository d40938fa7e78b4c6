package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import ca.uhn.fhir.jpa.partition.IPartitionLookupSvc;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.partitioned.TenantsApplication;

/** Two clinics in one server, each below a URL of its own. */
@Tag("server")
class TenantHostTest {

    private static HostServer host;

    @BeforeAll
    static void start() {
        host = new HostServer(
                HostSettings.applicationOf(TenantsApplication.class), FhirRelease.R4, HostServer::ownCheck);
        IPartitionLookupSvc tenants = host.context().getBean(IPartitionLookupSvc.class);
        TenantsApplication.open(tenants, 1, "NORTH");
        TenantsApplication.open(tenants, 2, "SOUTH");
        put("NORTH", "Practitioner/adam-careful", "{\"resourceType\":\"Practitioner\",\"id\":\"adam-careful\"}");
    }

    @AfterAll
    static void stop() {
        host.close();
        host = null; // static, so it would stay in memory
    }

    @Test
    void a_whole_visit_stays_with_the_tenant_whose_url_it_began_at() {
        String visit = aVisit().inProgress()
                .withParticipant("Practitioner/adam-careful")
                .json(FhirRelease.R4);
        String id = post("NORTH", "adam", "Encounter/$create-telemed-room", visit)
                .expecting(200)
                .json()
                .path("id")
                .asText();
        String room = token("NORTH", "adam", id).expecting(200).parameter("room");
        assertThat(host.twilio().room(room).path("unique_name").asText()).isEqualTo("1_" + id);

        assertThat(token("SOUTH", "adam", id).status()).isEqualTo(404);
        assertThat(token("NORTH", "eve", id).status()).isEqualTo(403);
        assertThat(status("NORTH", id).expecting(200).body()).contains("may-join");
        assertThat(status("SOUTH", id).status()).isEqualTo(404);
        try (EventStream south = watches("SOUTH", id);
                EventStream north = watches("NORTH", id).opened()) {
            assertThat(south.answer().status()).isEqualTo(404);
            north.next();
            post("NORTH", "adam", "Encounter/" + id + "/$end-telemed-room", "").expecting(200);
            north.until("room", "ended");
        }
        room = post("NORTH", "adam", "Encounter/" + id + "/$create-telemed-room", "")
                .expecting(200)
                .json()
                .at("/extension/0/extension/1/valueString")
                .asText();
        assertThat(auditEvents("NORTH")).contains(id);
        // at most the refusal of the request that came there
        assertThat(auditEvents("SOUTH")).doesNotContain("token-sent", "token-issued", room);

        put(
                "NORTH",
                "Encounter/" + id,
                aVisit().finished()
                        .withId(id)
                        .withParticipant("Practitioner/adam-careful")
                        .json(FhirRelease.R4));
        String last = room;
        await().atMost(Duration.ofSeconds(15)).until(() -> !host.twilio().isInProgress(last));
        assertThat(token("NORTH", "adam", id).status()).isEqualTo(422);
    }

    private static Answer token(String tenant, String client, String id) {
        return post(tenant, client, "Encounter/" + id + "/$telemed-token", "");
    }

    private static Answer status(String tenant, String id) {
        return host.http()
                .get(
                        "/fhir/" + tenant + "/Encounter/" + id + "/$telemed-status",
                        host.tokenWith(DemoClients.claims("adam", Map.of())));
    }

    private static EventStream watches(String tenant, String id) {
        return EventStream.open(host.http()
                .requestWithoutEnd(
                        "/fhir/" + tenant + "/Encounter/" + id + "/$telemed-status",
                        host.tokenWith(DemoClients.claims("adam", Map.of()))));
    }

    private static String auditEvents(String tenant) {
        return host.http()
                .get("/fhir/" + tenant + "/AuditEvent", host.tokenOf("clinic"))
                .expecting(200)
                .body();
    }

    private static Answer post(String tenant, String client, String path, String json) {
        return host.http()
                .send(host.http()
                        .request("/fhir/" + tenant + "/" + path, host.tokenWith(DemoClients.claims(client, Map.of())))
                        .header("Content-Type", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(json)));
    }

    private static void put(String tenant, String path, String json) {
        Answer answer = host.http()
                .send(host.http()
                        .request("/fhir/" + tenant + "/" + path, host.tokenOf("clinic"))
                        .header("Content-Type", Http.FHIR_JSON)
                        .PUT(BodyPublishers.ofString(json)));
        assertThat(answer.status()).as(answer::toString).isIn(200, 201);
    }
}
