package org.telemed.twilio.callback;

import com.twilio.security.RequestValidator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomEvent.Kind;
import org.telemed.core.video.RoomEvent.Stay;
import org.telemed.core.video.RoomEventReader;
import org.telemed.core.video.RoomId;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.http.TwilioSid;

/**
 * Checks the signature of Twilio's status callbacks, and reads them. The signature is checked against the configured
 * URL, never against the request's Host header.
 *
 * @see <a href="https://www.twilio.com/docs/video/api/status-callbacks">Twilio's status callbacks</a>
 */
public final class TwilioCallbacks implements RoomEventReader {
    /** The header that the signature comes in. */
    public static final String SIGNATURE_HEADER = "X-Twilio-Signature";

    private static final Map<String, Kind> KINDS = Map.of(
            "room-created", Kind.ROOM_CREATED,
            "room-ended", Kind.ROOM_ENDED,
            "participant-connected", Kind.JOINED,
            "participant-disconnected", Kind.LEFT);

    private final String accountSid;
    private final String url;
    private final RequestValidator signatures;

    private TwilioCallbacks(String accountSid, String url, String authToken) {
        this.accountSid = accountSid;
        this.url = url;
        this.signatures = new RequestValidator(authToken);
    }

    /**
     * A reader for that account and URL; empty without an auth token, because then no signature can be checked.
     *
     * @param url the status callback URL as set on rooms
     */
    public static Optional<TwilioCallbacks> of(TwilioAccount account, URI url) {
        return account.authToken().map(token -> new TwilioCallbacks(account.accountSid(), url.toString(), token));
    }

    @Override
    public String mediaType() {
        return "application/x-www-form-urlencoded";
    }

    @Override
    public boolean isSigned(Headers headers) {
        return headers.first(SIGNATURE_HEADER).isPresent();
    }

    @Override
    public Reading read(Headers headers, byte[] body) {
        Optional<Map<String, String>> fields = fields(new String(body, StandardCharsets.UTF_8));
        Optional<String> signature = headers.first(SIGNATURE_HEADER);
        if (signature.isEmpty() || fields.isEmpty() || !signatures.validate(url, fields.get(), signature.get())) {
            return new Reading.BadSignature();
        }
        return event(new Fields(fields.get())).<Reading>map(Reading.Event::new).orElseGet(Reading.Ignored::new);
    }

    /**
     * Empty if a field is repeated, because the signature could be checked for one value and the other one be read;
     * Twilio sends no repeated fields.
     */
    private static Optional<Map<String, String>> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (NameValuePair pair : WWWFormCodec.parse(form, StandardCharsets.UTF_8)) {
            String value = Optional.ofNullable(pair.getValue()).orElse("");
            if (fields.put(pair.getName(), value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private Optional<RoomEvent> event(Fields fields) {
        Optional<Kind> kind = fields.filled("StatusCallbackEvent").map(KINDS::get);
        Optional<String> room = fields.shaped("RoomSid", TwilioSid::isRoom);
        Optional<String> name = fields.filled("RoomName");
        Optional<Instant> at = fields.filled("Timestamp").flatMap(TwilioCallbacks::instant);
        Optional<Stay> stay = fields.stay();
        boolean ours =
                fields.filled("AccountSid").filter(accountSid::equalsIgnoreCase).isPresent();
        boolean whole = ours && kind.isPresent() && room.isPresent() && name.isPresent() && at.isPresent();
        return whole && (stay.isPresent() || !isOfSomebody(kind.get()))
                ? Optional.of(new RoomEvent(kind.get(), new RoomId(room.get()), name.get(), at.get(), stay))
                : Optional.empty();
    }

    private static boolean isOfSomebody(Kind kind) {
        return switch (kind) {
            case JOINED, LEFT -> true;
            case ROOM_CREATED, ROOM_ENDED -> false;
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** The fields of a callback, by name. */
    private record Fields(Map<String, String> values) {
        Optional<String> filled(String name) {
            return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
        }

        Optional<String> shaped(String name, Predicate<String> shape) {
            return filled(name).filter(shape);
        }

        Optional<Stay> stay() {
            return shaped("ParticipantSid", TwilioSid::isParticipant)
                    .flatMap(sid -> filled("ParticipantIdentity").map(identity -> new Stay(sid, identity)));
        }
    }
}
