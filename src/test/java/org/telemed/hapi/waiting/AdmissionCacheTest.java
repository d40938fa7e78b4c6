package org.telemed.hapi.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;

class AdmissionCacheTest {
    private static final UUID ID = UUID.fromString("00000000-0000-8000-8000-000000000001");
    private static final Admission WAITS = Admission.requested(
            new EncounterId("visit-1"),
            new ResourceReference("Patient", "jane"),
            Optional.empty(),
            Instant.parse("2030-01-01T12:00:00Z"));

    private Optional<String> version = Optional.empty();
    private Optional<Admission> stored = Optional.empty();
    private int reads;
    private final AdmissionCache cache = new AdmissionCache(id -> version);

    @Test
    void reads_a_version_once() {
        isStored("1", AdmissionStatus.REQUESTED);
        assertThat(find()).isEqualTo(stored);
        assertThat(find()).isEqualTo(stored);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void what_another_node_decided_counts_at_once() {
        isStored("1", AdmissionStatus.ACCEPTED);
        find();
        isStored("2", AdmissionStatus.REJECTED);
        assertThat(find()).map(Admission::status).contains(AdmissionStatus.REJECTED);
        isStored("12", AdmissionStatus.ACCEPTED);
        assertThat(find()).map(Admission::status).contains(AdmissionStatus.ACCEPTED);
    }

    @Test
    void nobody_is_admitted_by_what_is_deleted_or_not_genuine() {
        isStored("1", AdmissionStatus.ACCEPTED);
        find();
        version = Optional.empty();
        assertThat(find()).isEmpty();
        version = Optional.of("2");
        stored = Optional.empty();
        assertThat(find()).isEmpty();
    }

    private Optional<Admission> find() {
        return cache.find(ID, () -> {
            reads++;
            return stored;
        });
    }

    private void isStored(String newVersion, AdmissionStatus status) {
        version = Optional.of(newVersion);
        stored =
                Optional.of(WAITS.decided(status, Optional.empty()).storedAs("Task/" + ID + "/_history/" + newVersion));
    }
}
