package org.telemed.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.element.TelemedUrls;

class AttendanceEventWriterTest {

    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");

    @EveryRelease
    void who_came_when_into_which_room_of_which_encounter(FhirRelease release) {
        assertThat(release.encode(written(release, Kind.JOINED)))
                .contains(
                        "\"recorded\":\"2026-03-01T10:00:00.123Z\"",
                        "\"code\":\"attendance\"",
                        "\"code\":\"joined\"",
                        "\"who\":{\"type\":\"Practitioner\",\"identifier\":{\"system\":\""
                                + TelemedUrls.LOCAL_REFERENCE_SYSTEM + "\",\"value\":\"Practitioner/adam\"}}",
                        "{\"system\":\"" + TelemedUrls.LOCAL_REFERENCE_SYSTEM + "\",\"value\":\"Encounter/e1\"}",
                        "{\"system\":\"" + TelemedUrls.VIDEO_ROOM_SYSTEM + "\",\"value\":\"RM1\"}",
                        "{\"system\":\"" + TelemedUrls.VIDEO_STAY_SYSTEM + "\",\"value\":\"PA1\"}")
                .doesNotContain("\"reference\":");
    }

    @EveryRelease
    void the_vendors_name_for_them_stands_beside_it(FhirRelease release) {
        assertThat(release.encode(written(release, Kind.JOINED)))
                .contains(
                        release.isR5()
                                ? "{\"system\":\"" + TelemedUrls.IDENTITY_SYSTEM + "\",\"value\":\"adam-id\"}"
                                : "\"altId\":\"adam-id\"");
    }

    @EveryRelease
    void a_search_by_policy_finds_the_visit_and_the_person(FhirRelease release) {
        assertThat(release.encode(written(release, Kind.JOINED)))
                .contains("\"policy\":[\"Encounter/e1\",\"Practitioner/adam\"]");
    }

    @EveryRelease
    void somebody_without_a_record_is_named_as_the_vendor_knows_them(FhirRelease release) {
        IBaseResource event = new AttendanceEventWriter(release.context())
                .write(entry(Kind.JOINED), Optional.empty(), "https://clinic.example/fhir");
        assertThat(release.encode(event))
                .contains(
                        "\"who\":{\"identifier\":{\"system\":\"" + TelemedUrls.IDENTITY_SYSTEM
                                + "\",\"value\":\"adam-id\"}}",
                        "\"policy\":[\"Encounter/e1\"]");
    }

    @EveryRelease
    void who_left(FhirRelease release) {
        assertThat(release.encode(written(release, Kind.LEFT))).contains("\"code\":\"left\"");
    }

    @EveryRelease
    void an_event_records_its_own_entry_alone(FhirRelease release) {
        AttendanceEventWriter writer = new AttendanceEventWriter(release.context());
        IBaseResource stored = release.parse(release.encode(written(release, Kind.LEFT)));
        assertThat(writer.records(stored, entry(Kind.LEFT))).isTrue();
        assertThat(writer.records(stored, entry(Kind.JOINED))).isFalse();
        assertThat(writer.records(stored, entry(new EncounterId("e2"), "PA1", Kind.LEFT)))
                .isFalse();
        assertThat(writer.records(stored, entry(new EncounterId("e1"), "PA2", Kind.LEFT)))
                .isFalse();
        String others = release.encode(stored).replace(TelemedUrls.EVENT_SYSTEM, TelemedUrls.EVENT_SYSTEM + " ");
        assertThat(writer.records(release.parse(others), entry(Kind.LEFT))).isFalse();
    }

    @EveryRelease
    void a_room_whose_attendance_is_complete(FhirRelease release) {
        AttendanceEventWriter writer = new AttendanceEventWriter(release.context());
        RoomId room = new RoomId("RM1");
        IBaseResource event = release.parse(release.encode(writer.writeComplete(
                new EncounterId("e1"), room, Instant.parse("2026-03-01T10:00:00Z"), "https://clinic.example/fhir")));
        assertThat(release.encode(event))
                .contains(
                        "{\"system\":\"" + TelemedUrls.EVENT_SYSTEM + "\",\"code\":\"room\"}",
                        "{\"system\":\"" + TelemedUrls.EVENT_SYSTEM + "\",\"code\":\"attendance-complete\"}",
                        "\"who\":{\"identifier\":{\"system\":\"urn:ietf:rfc:3986\","
                                + "\"value\":\"https://clinic.example/fhir\"}}",
                        "\"requestor\":false",
                        "{\"system\":\"" + TelemedUrls.LOCAL_REFERENCE_SYSTEM + "\",\"value\":\"Encounter/e1\"}",
                        "\"policy\":[\"Encounter/e1\"]");
        assertThat(writer.recordsComplete(event, room)).isTrue();
        assertThat(writer.recordsComplete(event, new RoomId("RM2"))).isFalse();
        assertThat(writer.recordsComplete(written(release, Kind.LEFT), room)).isFalse();
        assertThat(writer.read(event, "")).isEmpty();
    }

    private static IBaseResource written(FhirRelease release, Kind kind) {
        return new AttendanceEventWriter(release.context())
                .write(entry(kind), Optional.of(ADAM), "https://clinic.example/fhir");
    }

    private static Entry entry(Kind kind) {
        return entry(new EncounterId("e1"), "PA1", kind);
    }

    private static Entry entry(EncounterId encounter, String stay, Kind kind) {
        return new Entry(
                encounter, new RoomId("RM1"), stay, "adam-id", kind, Instant.parse("2026-03-01T10:00:00.123456Z"));
    }
}
