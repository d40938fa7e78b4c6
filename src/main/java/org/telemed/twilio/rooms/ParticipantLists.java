package org.telemed.twilio.rooms;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.room.Participant;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.twilio.http.TwilioErrors;

/**
 * Reads Twilio's lists of participants of a room.
 *
 * @see <a href="https://www.twilio.com/docs/video/api/participants">Twilio's Participants resource</a>: without a
 *     status it lists connected participants of a room in progress, or all of one that has ended; so each status is
 *     requested
 */
final class ParticipantLists {
    private final TwilioRestClient twilio;
    private final String pageSize;

    ParticipantLists(TwilioRestClient twilio, int pageSize) {
        this.twilio = twilio;
        this.pageSize = "&PageSize=" + pageSize;
    }

    /** The connected participants; empty if there is no such room. */
    List<RoomParticipant> connected(RoomId room) {
        return stays(room, "connected").filter(RoomParticipant::connected).toList();
    }

    /**
     * All stays, connected and disconnected. Read in that order: a stay that ends in between is in both lists, and
     * counts as ended.
     */
    Collection<RoomParticipant> everyStay(RoomId room) {
        Map<String, RoomParticipant> stays = new LinkedHashMap<>();
        Stream.of("connected", "disconnected")
                .flatMap(status -> stays(room, status))
                .forEach(stay -> stays.put(stay.id(), stay));
        return stays.values();
    }

    private Stream<RoomParticipant> stays(RoomId room, String status) {
        var list = new TwilioList<>(
                twilio, "/v1/Rooms/" + room.value() + "/Participants", "participants", Participant.class);
        TwilioList.Slice<Participant> first;
        try {
            first = list.page("Status=" + status + pageSize);
        } catch (ApiException refusal) {
            if (TwilioErrors.saysNotFound(refusal)) {
                return Stream.empty();
            }
            throw refusal;
        }
        return list.from(first).stream().map(ParticipantLists::stay);
    }

    /** Counts as connected unless the status is disconnected. */
    private static RoomParticipant stay(Participant answered) {
        boolean connected = answered.getStatus() != Participant.Status.DISCONNECTED;
        String sid = answered.getSid();
        if (sid == null) {
            throw TwilioErrors.unreadable();
        }
        return new RoomParticipant(
                sid,
                Optional.ofNullable(answered.getIdentity()).orElse(""),
                connected,
                firstSaid(answered.getStartTime(), answered.getDateCreated()).orElse(Instant.EPOCH),
                connected ? Optional.empty() : firstSaid(answered.getEndTime(), answered.getDateUpdated()));
    }

    private static Optional<Instant> firstSaid(@Nullable ZonedDateTime first, @Nullable ZonedDateTime second) {
        return Optional.ofNullable(first == null ? second : first).map(ZonedDateTime::toInstant);
    }
}
