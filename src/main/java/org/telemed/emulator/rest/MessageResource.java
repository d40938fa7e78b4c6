package org.telemed.emulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Form;

/**
 * POST /2010-04-01/Accounts/{sid}/Messages.json. Nothing is sent: what was asked for is in the list of requests. Twilio's
 * magic numbers for tests fail as they do there.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 * @see <a href="https://www.twilio.com/docs/iam/test-credentials">Test credentials and magic numbers</a>
 */
final class MessageResource {
    private static final String VERSION = "2010-04-01";
    private static final int LONGEST = 1600;
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-f]{32}");
    private static final Pattern SENDER_NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");
    private static final String NOT_VALID = "+15005550001";
    private static final String UNSUBSCRIBED = "+15005550004";

    private final String accountSid;
    private final Clock clock;

    MessageResource(String accountSid, Clock clock) {
        this.accountSid = accountSid;
        this.clock = clock;
    }

    /** Whether that path is this resource's. */
    boolean isAt(List<String> path) {
        return path.equals(List.of(VERSION, "Accounts", accountSid, "Messages.json"));
    }

    Answer create(Form form) {
        String to = form.value("To").orElseThrow(() -> new TwilioException(TwilioError.MESSAGE_TO_MISSING));
        String body = form.value("Body").orElseThrow(() -> new TwilioException(TwilioError.MESSAGE_BODY_MISSING));
        checkSender(form);
        if (to.equals(UNSUBSCRIBED)) {
            throw new TwilioException(TwilioError.MESSAGE_UNSUBSCRIBED);
        }
        if (!PHONE.matcher(to).matches() || to.equals(NOT_VALID)) {
            throw new TwilioException(TwilioError.MESSAGE_TO_INVALID);
        }
        if (body.length() > LONGEST) {
            throw new TwilioException(TwilioError.MESSAGE_TOO_LONG);
        }
        return Answer.json(201, json(form, to, body));
    }

    private static void checkSender(Form form) {
        if (form.value("MessagingServiceSid").filter(SERVICE.asMatchPredicate()).isPresent()) {
            return;
        }
        String from = form.value("From").orElseThrow(() -> new TwilioException(TwilioError.MESSAGE_FROM_MISSING));
        boolean isPhone = PHONE.matcher(from).matches() && !from.equals(NOT_VALID);
        if (!isPhone && !SENDER_NAME.matcher(from).matches()) {
            throw new TwilioException(TwilioError.MESSAGE_FROM_INVALID);
        }
    }

    private ObjectNode json(Form form, String to, String body) {
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        String uri = "/" + VERSION + "/Accounts/" + accountSid + "/Messages/" + sid;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sid", sid)
                .put("account_sid", accountSid)
                .put("api_version", VERSION)
                .put("messaging_service_sid", form.value("MessagingServiceSid").orElse(null))
                .put("to", to)
                .put("from", form.value("From").orElse(null))
                .put("body", body)
                .put("direction", "outbound-api")
                .put("status", "queued")
                .put("num_segments", "1")
                .put("num_media", "0")
                .put("price_unit", "USD")
                .put("date_created", now.replace("GMT", "+0000"))
                .put("date_updated", now.replace("GMT", "+0000"))
                .put("uri", uri + ".json");
        List.of("date_sent", "price", "error_code", "error_message").forEach(json::putNull);
        json.putObject("subresource_uris").put("media", uri + "/Media.json");
        return json;
    }
}
