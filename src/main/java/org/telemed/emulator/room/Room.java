package org.telemed.emulator.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A room at one moment; what happens to it makes a new one.
 *
 * @param participants every stay there was, in the order of joining
 */
public record Room(
        String sid,
        RoomOptions options,
        Instant created,
        Instant updated,
        @Nullable Instant ended,
        List<Participant> participants) {

    /** No room outlives a day ("Rooms ... 24 hours", Twilio's Programmable Video limits). */
    static final Duration LONGEST_LIFE = Duration.ofHours(24);

    public Room {
        participants = List.copyOf(participants);
    }

    static Room opened(String sid, RoomOptions options, Instant now) {
        return new Room(sid, options, now, now, null, List.of());
    }

    /** The unique name, which is the SID where none was given. */
    public String uniqueName() {
        return Objects.requireNonNullElse(options.uniqueName(), sid);
    }

    public boolean isInProgress() {
        return ended == null;
    }

    /** Twilio's word: in-progress or completed. */
    public String status() {
        return isInProgress() ? "in-progress" : "completed";
    }

    /** How long the room lived, in whole seconds; absent while it lives. */
    public @Nullable Long seconds() {
        Instant end = ended;
        return end == null ? null : Duration.between(created, end).toSeconds();
    }

    public List<Participant> connected() {
        return participants.stream().filter(Participant::isConnected).toList();
    }

    /** The stay with that SID, or else the latest one under that identity. */
    public Optional<Participant> participant(String sidOrIdentity) {
        List<Participant> latestFirst = new ArrayList<>(participants);
        Collections.reverse(latestFirst);
        return latestFirst.stream()
                .filter(stay -> stay.answersTo(sidOrIdentity))
                .findFirst();
    }

    boolean isFullFor(String identity) {
        return connected().stream()
                        .filter(stay -> !stay.identity().equals(identity))
                        .count()
                >= options.maxParticipants();
    }

    Room joinedBy(Participant participant) {
        List<Participant> stays = new ArrayList<>(participants);
        stays.add(participant);
        return new Room(sid, options, created, updated, ended, stays);
    }

    Room leftBy(Participant participant, Departure why) {
        return with(participant, stay -> stay.isConnected() ? stay.disconnected(why) : stay);
    }

    Room with(Participant participant, UnaryOperator<Participant> change) {
        List<Participant> stays = participants.stream()
                .map(stay -> stay.sid().equals(participant.sid()) ? change.apply(stay) : stay)
                .toList();
        return new Room(sid, options, created, updated, ended, stays);
    }

    Room completed(Instant at) {
        Departure why = new Departure(at, Departure.Cause.ROOM_COMPLETED);
        List<Participant> stays = participants.stream()
                .map(stay -> stay.isConnected() ? stay.disconnected(why) : stay)
                .toList();
        return new Room(sid, options, created, at, at, stays);
    }

    /** When the next thing happens by itself: a participant's time is up, or the room's. */
    Instant nextExpiry() {
        return Stream.concat(Stream.of(end()), connected().stream().map(this::endOf))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The room as time leaves it at its next expiry. */
    Room expiredAt(Instant due) {
        if (!end().isAfter(due)) {
            return completed(due);
        }
        Room room = this;
        for (Participant stay : connected()) {
            Departure expected = stay.expectedDeparture(options.maxParticipantDuration());
            room = expected.at().isAfter(due) ? room : room.leftBy(stay, expected);
        }
        return room;
    }

    private Instant endOf(Participant stay) {
        return stay.expectedDeparture(options.maxParticipantDuration()).at();
    }

    private Instant end() {
        Instant oldest = created.plus(LONGEST_LIFE);
        return idleEnd().filter(idle -> idle.isBefore(oldest)).orElse(oldest);
    }

    /** Unused and empty are two timeouts: the first is over for good once somebody has been in. */
    private Optional<Instant> idleEnd() {
        if (participants.isEmpty()) {
            return Optional.of(created.plus(options.unusedRoomTimeout()));
        }
        return connected().isEmpty()
                ? participants.stream()
                        .flatMap(stay -> Stream.ofNullable(stay.ended()))
                        .max(Comparator.naturalOrder())
                        .map(last -> last.plus(options.emptyRoomTimeout()))
                : Optional.empty();
    }
}
