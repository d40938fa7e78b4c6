package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.hapi.audit.AuditEventIdentityRecords;

/** Issue records, whatever the server's key and the host's storage settings. */
public interface TokenHoldersAreRecordedInside extends InThisProcess {

    @Test
    default void a_node_with_another_api_key_knows_whom_the_former_one_knew_if_told_its_secret() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        AuditEventIdentityRecords records =
                withAnotherApiKey(List.of(EmulatorSettings.onAnyPort().apiKeySecret()));
        ResourceReference jane = new ResourceReference("Patient", "jane-doe");
        ResourceReference adam = new ResourceReference("Practitioner", "adam-careful");
        assertThat(records.isKnown(new EncounterId(id), "jane", List.of(adam, jane)))
                .isTrue();
        assertThat(records.isKnown(new EncounterId(id), "jane", List.of(adam))).isFalse();
        assertThat(records.isKnown(new EncounterId(id), "adam", List.of(adam, jane)))
                .isFalse();
        assertThat(records.isKnown(new EncounterId(id + "0"), "jane", List.of(jane)))
                .isFalse();
        assertThat(withAnotherApiKey(List.of()).isKnown(new EncounterId(id), "jane", List.of(adam, jane)))
                .as("a record whose id nobody vouches for")
                .isFalse();
    }

    @Test
    default void a_host_in_mass_ingestion_mode_keeps_them_ours_too() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        String record =
                auditEvents("Encounter/" + id, "token-issued").get(0).path("id").asText();
        JpaStorageSettings storage = inside().getBean(JpaStorageSettings.class);
        storage.setMassIngestionMode(true);
        try {
            assertRefused(
                    as("clinic")
                            .put("AuditEvent/" + record, "{\"resourceType\":\"AuditEvent\",\"id\":\"" + record + "\"}"),
                    403,
                    "forbidden",
                    "not-allowed");
        } finally {
            storage.setMassIngestionMode(false);
        }
        assertThat(auditEvents("Encounter/" + id, "token-issued")).hasSize(1);
    }

    private AuditEventIdentityRecords withAnotherApiKey(List<String> formerSecrets) {
        return new AuditEventIdentityRecords(
                storeOfAnotherNode(),
                keysOfAnotherNode(formerSecrets),
                fhir(),
                host().http().root() + "/fhir",
                Clock.systemUTC());
    }
}
