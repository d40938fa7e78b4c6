package org.telemed.emulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.room.RoomOptions;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Form;

/**
 * Reads and checks the form of POST /v1/Rooms.
 *
 * @see <a href="https://www.twilio.com/docs/video/api/rooms-resource">Rooms resource: limits and defaults</a>
 */
final class RoomForm {

    private static final Set<String> TYPES = Set.of("group", "group-small", "peer-to-peer", "go");
    private static final Set<String> CODECS = Set.of("VP8", "H264");
    private static final Set<String> REGIONS =
            Set.of("au1", "br1", "de1", "gll", "ie1", "in1", "jp1", "sg1", "us1", "us2");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Form form;

    private RoomForm(Form form) {
        this.form = form;
    }

    /**
     * The options of a new room, Twilio's defaults filled in.
     *
     * @throws TwilioException naming the first field that Twilio would refuse
     */
    static RoomOptions read(Form form) {
        return new RoomForm(form).options();
    }

    private RoomOptions options() {
        checkRecordingRules();
        return new RoomOptions(
                uniqueName(),
                oneOf("Type", TYPES, "group", TwilioError.ROOM_TYPE),
                bool("EnableTurn", true),
                statusCallback(),
                oneOf("StatusCallbackMethod", Set.of("GET", "POST"), "POST", TwilioError.CALLBACK_METHOD),
                number("MaxParticipants", 1, 50, 50, TwilioError.MAX_PARTICIPANTS),
                Duration.ofSeconds(number("MaxParticipantDuration", 600, 86_400, 14_400, TwilioError.TIMEOUT)),
                bool("RecordParticipantsOnConnect", false),
                videoCodecs(),
                oneOf("MediaRegion", REGIONS, "us1", TwilioError.MEDIA_REGION),
                bool("AudioOnly", false),
                Duration.ofMinutes(number("EmptyRoomTimeout", 1, 60, 5, TwilioError.TIMEOUT)),
                Duration.ofMinutes(number("UnusedRoomTimeout", 1, 60, 5, TwilioError.TIMEOUT)),
                bool("LargeRoom", false));
    }

    private @Nullable String uniqueName() {
        String name = form.value("UniqueName").orElse(null);
        if (name == null) {
            return null;
        }
        if (name.codePointCount(0, name.length()) > 128) {
            throw new TwilioException(TwilioError.ROOM_NAME_TOO_LONG);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new TwilioException(TwilioError.ROOM_NAME_CHARACTERS);
        }
        return name;
    }

    private @Nullable String statusCallback() {
        String url = form.value("StatusCallback").orElse(null);
        if (url != null && !isHttp(url)) {
            throw new TwilioException(TwilioError.CALLBACK);
        }
        return url;
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<String> videoCodecs() {
        List<String> codecs = form.values("VideoCodecs");
        if (!CODECS.containsAll(codecs)) {
            throw invalid("VideoCodecs");
        }
        return codecs.isEmpty() ? List.of("H264", "VP8") : List.copyOf(codecs);
    }

    private void checkRecordingRules() {
        form.value("RecordingRules").ifPresent(rules -> {
            try {
                if (!JSON.readTree(rules).isArray()) {
                    throw new TwilioException(TwilioError.RECORDING_RULES);
                }
            } catch (JsonProcessingException e) {
                throw new TwilioException(TwilioError.RECORDING_RULES);
            }
        });
    }

    private String oneOf(String name, Set<String> values, String otherwise, TwilioError error) {
        String value = form.value(name).orElse(otherwise);
        if (!values.contains(value)) {
            throw new TwilioException(error);
        }
        return value;
    }

    private int number(String name, int least, int most, int otherwise, TwilioError error) {
        return form.value(name)
                .map(text -> Numbers.within(least, most, text).orElseThrow(() -> new TwilioException(error)))
                .orElse(otherwise);
    }

    private boolean bool(String name, boolean otherwise) {
        return form.value(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw invalid(name);
                })
                .orElse(otherwise);
    }

    private static TwilioException invalid(String name) {
        return new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid " + name);
    }
}
