package org.telemed.emulator.rest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Account;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;

/** Twilio's REST API, video under /v1 and messages under /2010-04-01: checks the credentials and finds the resource. */
public final class VideoApi implements Endpoint {

    private static final String BASIC = "Basic ";

    private final Account account;
    private final RoomResource rooms;
    private final ParticipantResource participants;
    private final RulesResource rules;
    private final EmptyListResource lists;
    private final MessageResource messages;

    public VideoApi(Account account, Rooms rooms, String baseUrl, Clock clock) {
        this.account = account;
        this.rooms = new RoomResource(rooms, new RoomJson(account.accountSid(), baseUrl));
        this.participants = new ParticipantResource(rooms, new ParticipantJson(account.accountSid(), baseUrl));
        this.rules = new RulesResource(rooms, clock);
        this.lists = new EmptyListResource(rooms, baseUrl);
        this.messages = new MessageResource(account.accountSid(), clock);
    }

    @Override
    public Answer answer(Call call) {
        try {
            if (!isAuthenticated(call.header("Authorization").orElse(null))) {
                return ErrorJson.of(new TwilioException(TwilioError.AUTHENTICATE))
                        .withHeader("WWW-Authenticate", "Basic realm=\"Twilio API\"");
            }
            return route(call);
        } catch (TwilioException e) {
            return ErrorJson.of(e);
        }
    }

    private boolean isAuthenticated(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 && account.accepts(pair[0], pair[1]);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Answer route(Call call) {
        List<String> path = call.segments();
        if (messages.isAt(path)) {
            return byMethod(call, VideoApi::notAllowed, () -> messages.create(call.form()));
        }
        if (path.size() < 2 || !path.get(0).equals("v1") || !path.get(1).equals("Rooms")) {
            throw unknown(call);
        }
        return switch (path.size()) {
            case 2 -> byMethod(call, () -> rooms.list(call), () -> rooms.create(call.form()));
            case 3 -> byMethod(call, () -> rooms.fetch(call), () -> rooms.update(call));
            case 4 -> ofRoom(call, path.get(3));
            case 5 -> participant(call, path.get(3));
            case 6 -> ofParticipant(call, path.get(3), path.get(5));
            default -> throw unknown(call);
        };
    }

    private Answer ofRoom(Call call, String name) {
        return switch (name) {
            case "Participants" -> onlyGet(call, () -> participants.list(call));
            case "Recordings" -> onlyGet(call, () -> lists.ofRoom(call, "recordings"));
            case "Transcriptions" -> onlyGet(call, () -> lists.ofRoom(call, "transcriptions"));
            case "RecordingRules" -> byMethod(call, () -> rules.recording(call), () -> rules.changeRecording(call));
            default -> throw unknown(call);
        };
    }

    private Answer participant(Call call, String name) {
        if (!name.equals("Participants")) {
            throw unknown(call);
        }
        return byMethod(call, () -> participants.fetch(call), () -> participants.update(call));
    }

    private Answer ofParticipant(Call call, String parent, String name) {
        if (!parent.equals("Participants")) {
            throw unknown(call);
        }
        return switch (name) {
            case "PublishedTracks" -> onlyGet(call, () -> lists.ofParticipant(call, "published_tracks"));
            case "SubscribedTracks" -> onlyGet(call, () -> lists.ofParticipant(call, "subscribed_tracks"));
            case "SubscribeRules" -> byMethod(call, () -> rules.subscribing(call), () -> rules.changeSubscribing(call));
            case "Anonymize" -> byMethod(call, VideoApi::notAllowed, () -> participants.anonymize(call));
            default -> throw unknown(call);
        };
    }

    private static Answer onlyGet(Call call, Supplier<Answer> get) {
        return byMethod(call, get, VideoApi::notAllowed);
    }

    private static Answer notAllowed() {
        throw new TwilioException(TwilioError.METHOD_NOT_ALLOWED);
    }

    private static Answer byMethod(Call call, Supplier<Answer> get, Supplier<Answer> post) {
        return switch (call.method()) {
            case "GET" -> get.get();
            case "POST" -> post.get();
            default -> notAllowed();
        };
    }

    /** Twilio's 404, which names what was asked. */
    static TwilioException unknown(Call call) {
        return new TwilioException(TwilioError.NOT_FOUND, "The requested resource " + call.path() + " was not found");
    }
}
