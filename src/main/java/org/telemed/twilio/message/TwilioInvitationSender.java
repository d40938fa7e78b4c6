package org.telemed.twilio.message;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.http.TwilioErrors;
import org.telemed.twilio.http.TwilioHttpClient;
import org.telemed.twilio.limits.MessageLimits;

/**
 * Sends invitations as text messages. The text names nobody, no time and no reason. A message is sent once: a second try
 * could send it twice.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 */
public final class TwilioInvitationSender implements InvitationSender, AutoCloseable {
    /** Twilio's Messaging API, as the SDK calls it. */
    public static final URI TWILIO = URI.create("https://api.twilio.com");

    private static final String TEXT = "You are invited to a video visit. Open this link in your browser to join: ";

    private final MessageOrigin from;
    private final TwilioHttpClient http;
    private final TwilioRestClient twilio;
    private final MessageLimits limits;

    /** @param baseUrl scheme, host and port of the Messaging API */
    public TwilioInvitationSender(
            TwilioAccount account, URI baseUrl, MessageOrigin from, Clock clock, TelemedEvents events) {
        this.from = from;
        this.http = new TwilioHttpClient(TWILIO.toString(), baseUrl, account.timeLimit());
        this.twilio = new TwilioRestClient.Builder(account.apiKeySid(), account.apiKeySecret())
                .accountSid(account.accountSid())
                .httpClient(http)
                .build();
        this.limits = new MessageLimits(clock, events);
    }

    @Override
    public void send(org.telemed.core.invitation.PhoneNumber phone, URI link, Instant expires) {
        limits.send(() -> {
            try {
                return creator(new PhoneNumber(phone.value()), TEXT + link).create(twilio);
            } catch (ApiException refusal) {
                throw TwilioErrors.refused(refusal);
            }
        });
    }

    private MessageCreator creator(PhoneNumber to, String text) {
        return from.isService()
                ? Message.creator(to, from.value(), text)
                : Message.creator(to, new PhoneNumber(from.value()), text);
    }

    @Override
    public void close() {
        http.close();
    }
}
