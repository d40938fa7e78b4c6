package org.telemed.twilio.rooms;

import com.twilio.base.TwilioResponse;
import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room.RoomStatus;
import com.twilio.rest.video.v1.Room.RoomType;
import com.twilio.rest.video.v1.RoomCreator;
import com.twilio.rest.video.v1.room.Participant;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomPage;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.RoomSettings;
import org.telemed.core.video.VideoProvider;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.http.TwilioErrors;
import org.telemed.twilio.http.TwilioHttpClient;
import org.telemed.twilio.http.TwilioSid;
import org.telemed.twilio.limits.VideoProviderFactory;

/** Video provider for Twilio's group rooms, using Twilio's SDK. */
public final class TwilioVideoProvider implements VideoProvider, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioVideoProvider.class);

    /** Twilio allows 1000; 500 are a quick answer of half a megabyte. */
    private static final int PAGE_SIZE = 500;

    private final URI statusCallback;
    private final RoomSettings settings;
    private final TwilioHttpClient http;
    private final TwilioRestClient twilio;
    private final RoomList list;
    private final ParticipantLists participants;

    /** @throws org.telemed.core.setting.InvalidSettingsException for settings that Twilio would refuse */
    public TwilioVideoProvider(TwilioAccount account, URI statusCallback, RoomSettings settings) {
        this(account, statusCallback, settings, PAGE_SIZE);
    }

    TwilioVideoProvider(TwilioAccount account, URI statusCallback, RoomSettings settings, int pageSize) {
        RoomLimits.requireCallable(statusCallback);
        RoomLimits.require(settings);
        this.statusCallback = statusCallback;
        this.settings = settings;
        this.http = new TwilioHttpClient(account.baseUrl(), account.timeLimit());
        this.twilio = new TwilioRestClient.Builder(account.apiKeySid(), account.apiKeySecret())
                .accountSid(account.accountSid())
                .httpClient(http)
                .objectMapper(RoomMapper.mapper())
                .build();
        this.list = new RoomList(twilio, pageSize);
        this.participants = new ParticipantLists(twilio, pageSize);
    }

    @Override
    public Optional<Room> open(RoomRequest request) {
        return ask(() -> {
            try {
                return Optional.of(RoomMapper.room(creator(request).createWithResponse(twilio)));
            } catch (ApiException refusal) {
                return emptyIf(TwilioErrors.hasCode(refusal, TwilioErrors.ROOM_EXISTS), refusal);
            }
        });
    }

    /** Sets every property that matters, because Twilio uses the account's defaults for the others. */
    private RoomCreator creator(RoomRequest request) {
        RoomCreator creator = com.twilio.rest.video.v1.Room.creator()
                .setType(RoomType.GROUP)
                .setUniqueName(request.name())
                .setMaxParticipants(request.maxParticipants())
                .setUnusedRoomTimeout((int) settings.unusedTimeout().toMinutes())
                .setEmptyRoomTimeout((int) settings.emptyTimeout().toMinutes())
                .setMaxParticipantDuration(
                        (int) settings.maxParticipantDuration().toSeconds())
                .setRecordParticipantsOnConnect(settings.record())
                .setStatusCallback(statusCallback)
                .setStatusCallbackMethod(HttpMethod.POST);
        settings.mediaRegion().ifPresent(creator::setMediaRegion);
        return creator;
    }

    /** Only for SIDs, because Twilio's path finds rooms by unique name too. */
    @Override
    public Optional<Room> find(RoomId id) {
        return TwilioSid.isRoom(id.value())
                ? fetch(id.value()).filter(room -> room.id().equals(id))
                : Optional.empty();
    }

    /** Only for names that are no SIDs, because Twilio's path finds rooms by SID too. */
    @Override
    public Optional<Room> findInProgress(String name) {
        return TwilioSid.isRoom(name)
                ? Optional.empty()
                : fetch(pathSegment(name))
                        .filter(Room::inProgress)
                        .filter(room -> room.name().equals(name));
    }

    private Optional<Room> fetch(String sidOrName) {
        return ask(() -> {
            try {
                TwilioResponse<com.twilio.rest.video.v1.Room> answer =
                        com.twilio.rest.video.v1.Room.fetcher(sidOrName).fetchWithResponse(twilio);
                return Optional.of(RoomMapper.room(answer));
            } catch (ApiException refusal) {
                return emptyIf(TwilioErrors.saysNotFound(refusal), refusal);
            }
        });
    }

    /** Encodes a path segment, which the SDK does not. */
    private static String pathSegment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void complete(RoomId id) {
        if (TwilioSid.isRoom(id.value())) {
            ask(() -> {
                try {
                    return Optional.of(com.twilio.rest.video.v1.Room.updater(id.value(), RoomStatus.COMPLETED)
                            .update(twilio));
                } catch (ApiException refusal) {
                    return emptyIf(TwilioErrors.isRoomEnded(refusal), refusal);
                }
            });
        }
    }

    @Override
    public RoomPage listInProgress(Optional<String> cursor) {
        return ask(() -> list.inProgress(cursor));
    }

    @Override
    public RoomPage listCompleted(Instant createdAfter, Optional<String> cursor) {
        return ask(() -> list.completed(createdAfter, cursor));
    }

    @Override
    public List<RoomParticipant> connected(RoomId id) {
        return TwilioSid.isRoom(id.value()) ? ask(() -> participants.connected(id)) : List.of();
    }

    @Override
    public List<RoomParticipant> everyStay(RoomId id) {
        return TwilioSid.isRoom(id.value()) ? ask(() -> List.copyOf(participants.everyStay(id))) : List.of();
    }

    /** Only for SIDs, because Twilio's path finds participants by identity too. */
    @Override
    public void disconnect(RoomId room, String participantId) {
        if (TwilioSid.isRoom(room.value()) && TwilioSid.isParticipant(participantId)) {
            ask(() -> {
                try {
                    return Optional.of(Participant.updater(room.value(), participantId)
                            .setStatus(Participant.Status.DISCONNECTED)
                            .update(twilio));
                } catch (ApiException refusal) {
                    return emptyIf(TwilioErrors.isParticipantGone(refusal), refusal);
                }
            });
        }
    }

    private static <T> Optional<T> emptyIf(boolean expected, ApiException refusal) {
        if (expected) {
            return Optional.empty();
        }
        throw refusal;
    }

    /** Runs one call to Twilio and translates its errors. {@link VideoProviderFactory} adds retries and limits. */
    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (TelemedException failure) {
            throw failure;
        } catch (ApiException refusal) {
            LOG.debug("Twilio refuses: error {}", refusal.getCode());
            throw TwilioErrors.refused(refusal);
        } catch (TwilioException | NullPointerException | IllegalArgumentException unreadable) {
            // the SDK reads an answer without what it expects into a NullPointerException
            LOG.debug("Twilio's answer cannot be read", RedactedThrowable.of(unreadable));
            throw TwilioErrors.unreadable();
        }
    }

    /** Closes the connections; running calls fail. */
    @Override
    public void close() {
        http.close();
    }
}
