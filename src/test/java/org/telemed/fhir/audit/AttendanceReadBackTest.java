package org.telemed.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class AttendanceReadBackTest {
    private static final Optional<ResourceReference> ADAM = Optional.of(new ResourceReference("Practitioner", "adam"));

    @EveryRelease
    void what_was_written_is_read_in_its_partition(FhirRelease release) {
        for (Kind kind : Kind.values()) {
            for (Optional<ResourceReference> person : List.of(ADAM, Optional.<ResourceReference>empty())) {
                assertThat(read(release, written(release, kind, person))).contains(entry(kind));
            }
        }
    }

    @EveryRelease
    void the_codes_to_search_by_are_those_that_are_written(FhirRelease release) {
        List<String> codes = new AttendanceEventWriter(release.context()).codes();
        assertThat(codes).containsExactlyInAnyOrder("joined", "left");
        assertThat(written(release, Kind.JOINED, ADAM)).contains("\"code\":\"joined\"");
        assertThat(written(release, Kind.LEFT, ADAM)).contains("\"code\":\"left\"");
    }

    @EveryRelease
    void an_event_of_others_is_no_entry(FhirRelease release) {
        String event = written(release, Kind.JOINED, ADAM);
        assertThat(read(release, event.replace("\"attendance\"", "\"other\""))).isEmpty();
        assertThat(read(release, "{\"resourceType\":\"AuditEvent\"}")).isEmpty();
    }

    @EveryRelease
    void an_entry_that_lacks_something_is_none(FhirRelease release) {
        String event = written(release, Kind.JOINED, ADAM);
        for (String lacking : List.of(
                event.replace("Encounter/e1", "e1"),
                event.replace("NamingSystem/video-room", "NamingSystem/other"),
                event.replace("NamingSystem/video-stay", "NamingSystem/other"),
                event.replace("\"altId\":\"adam-id\",", "")
                        .replace("NamingSystem/video-identity", "NamingSystem/other"),
                event.replace("\"recorded\":\"2026-03-01T10:00:00.123Z\",", ""),
                event.replace("2026-03-01T10:00:00.123Z", "2026-03"))) {
            assertThat(lacking).isNotEqualTo(event);
            assertThat(read(release, lacking)).as(lacking).isEmpty();
        }
    }

    private static Optional<Entry> read(FhirRelease release, String event) {
        return new AttendanceEventWriter(release.context()).read(release.parse(event), "7");
    }

    private static String written(FhirRelease release, Kind kind, Optional<ResourceReference> person) {
        return release.encode(
                new AttendanceEventWriter(release.context()).write(entry(kind), person, "https://clinic.example/fhir"));
    }

    private static Entry entry(Kind kind) {
        return new Entry(
                new EncounterId("e1", "7"),
                new RoomId("RM1"),
                "PA1",
                "adam-id",
                kind,
                Instant.parse("2026-03-01T10:00:00.123Z"));
    }
}
