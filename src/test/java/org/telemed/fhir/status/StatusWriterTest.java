package org.telemed.fhir.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.status.ParticipantState;
import org.telemed.core.status.PersonStatus;
import org.telemed.core.status.RoomState;
import org.telemed.core.status.TelemedStatus;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** The answer of {@code $telemed-status} as it goes over the wire. */
class StatusWriterTest {
    private static final Instant NINE = Instant.parse("2030-01-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2030-01-01T10:00:00Z");
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");

    @EveryRelease
    void a_participant_reads_their_own_state(FhirRelease release) {
        assertThat(written(release, status(Optional.of(ParticipantState.TOO_EARLY), Optional.of(NINE), false)))
                .isEqualTo(parameters(
                        code("state", "too-early"),
                        instant("from", "2030-01-01T09:00:00Z"),
                        code("room", "open"),
                        "{\"name\":\"moderator\",\"valueBoolean\":false}"));
    }

    @EveryRelease
    void who_is_no_participant_has_no_state(FhirRelease release) {
        assertThat(written(release, status(Optional.empty(), Optional.empty(), true)))
                .isEqualTo(parameters(code("room", "open"), "{\"name\":\"moderator\",\"valueBoolean\":true}"));
    }

    @EveryRelease
    void people_follow_in_their_order_each_with_all_that_is_known_of_them(FhirRelease release) {
        PersonStatus waiting = new PersonStatus(
                JANE,
                Optional.of("Jane Doe"),
                Optional.of("PART"),
                ParticipantState.WAITING,
                Optional.of(NINE),
                Optional.of(TEN),
                true);
        PersonStatus absent = new PersonStatus(
                ADAM,
                Optional.empty(),
                Optional.empty(),
                ParticipantState.MAY_JOIN,
                Optional.empty(),
                Optional.empty(),
                false);
        assertThat(written(
                        release,
                        status(Optional.of(ParticipantState.IN_CALL), Optional.empty(), true, waiting, absent)))
                .isEqualTo(parameters(
                        code("state", "in-call"),
                        code("room", "open"),
                        "{\"name\":\"moderator\",\"valueBoolean\":true}",
                        person(
                                reference("Patient/jane"),
                                "{\"name\":\"display\",\"valueString\":\"Jane Doe\"}",
                                code("role", "PART"),
                                code("state", "waiting"),
                                "{\"name\":\"guest\",\"valueBoolean\":true}",
                                instant("since", "2030-01-01T09:00:00Z"),
                                instant("lastSeen", "2030-01-01T10:00:00Z")),
                        person(reference("Practitioner/adam"), code("state", "may-join"))));
    }

    private static TelemedStatus status(
            Optional<ParticipantState> state, Optional<Instant> from, boolean moderator, PersonStatus... people) {
        return new TelemedStatus(state, from, RoomState.OPEN, moderator, List.of(people), false, Optional.of(TEN));
    }

    private static String written(FhirRelease release, TelemedStatus status) {
        return release.encode(new StatusWriter(release.context()).write(status));
    }

    private static String parameters(String... parameters) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", parameters) + "]}";
    }

    private static String person(String... parts) {
        return "{\"name\":\"participant\",\"part\":[" + String.join(",", parts) + "]}";
    }

    private static String code(String name, String code) {
        return "{\"name\":\"%s\",\"valueCode\":\"%s\"}".formatted(name, code);
    }

    private static String instant(String name, String time) {
        return "{\"name\":\"%s\",\"valueInstant\":\"%s\"}".formatted(name, time);
    }

    private static String reference(String person) {
        return "{\"name\":\"reference\",\"valueReference\":{\"reference\":\"%s\"}}".formatted(person);
    }
}
