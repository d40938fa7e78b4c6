package org.telemed.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.participant.AttendanceLog.Entry;
import org.telemed.core.participant.AttendanceLog.Kind;
import org.telemed.core.video.RoomId;

class AttendanceWriterTest {

    @EveryRelease
    void who_came_when_into_which_room_of_which_encounter(FhirRelease release) {
        assertThat(release.encode(written(release, Kind.JOINED)))
                .contains(
                        "\"recorded\":\"2026-03-01T10:00:00.123Z\"",
                        "\"code\":\"attendance\"",
                        "\"code\":\"joined\"",
                        "{\"system\":\"" + TelemedUrls.IDENTITY_SYSTEM + "\",\"value\":\"adam-id\"}",
                        "{\"system\":\"" + TelemedUrls.LOCAL_REFERENCE_SYSTEM + "\",\"value\":\"Encounter/e1\"}",
                        "{\"system\":\"" + TelemedUrls.VIDEO_ROOM_SYSTEM + "\",\"value\":\"RM1\"}",
                        "{\"system\":\"" + TelemedUrls.VIDEO_STAY_SYSTEM + "\",\"value\":\"PA1\"}")
                .doesNotContain("\"reference\":");
    }

    @EveryRelease
    void who_left(FhirRelease release) {
        assertThat(release.encode(written(release, Kind.LEFT))).contains("\"code\":\"left\"");
    }

    @EveryRelease
    void such_an_event_is_ours_and_others_are_not(FhirRelease release) {
        TelemedAuditEvents events = new TelemedAuditEvents(release.context());
        assertThat(events.isOurs(written(release, Kind.LEFT))).isTrue();
        IBaseResource other =
                release.context().getResourceDefinition("AuditEvent").newInstance();
        assertThat(events.isOurs(other)).isFalse();
    }

    private static IBaseResource written(FhirRelease release, Kind kind) {
        Entry entry = new Entry(
                new EncounterId("e1"),
                new RoomId("RM1"),
                "PA1",
                "adam-id",
                kind,
                Instant.parse("2026-03-01T10:00:00.123456Z"));
        return new AttendanceWriter(release.context()).write(entry, "https://clinic.example/fhir");
    }
}
