package org.telemed.emulator.room;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room was created with, defaults filled in.
 *
 * @param uniqueName absent: the room's SID serves
 * @param statusCallback absent: no callbacks
 */
public record RoomOptions(
        @Nullable String uniqueName,
        String type,
        boolean enableTurn,
        @Nullable String statusCallback,
        String statusCallbackMethod,
        int maxParticipants,
        Duration maxParticipantDuration,
        boolean recordParticipantsOnConnect,
        List<String> videoCodecs,
        String mediaRegion,
        boolean audioOnly,
        Duration emptyRoomTimeout,
        Duration unusedRoomTimeout,
        boolean largeRoom) {}
