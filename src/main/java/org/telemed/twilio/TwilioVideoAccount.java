package org.telemed.twilio;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.video.ChannelType;
import org.telemed.core.video.KeyedHash;
import org.telemed.core.video.RoomEventReader;
import org.telemed.core.video.RoomSettings;
import org.telemed.core.video.TokenSigner;
import org.telemed.core.video.VideoAccount;
import org.telemed.core.video.VideoProvider;
import org.telemed.twilio.callback.TwilioCallbacks;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.limits.RateShare;
import org.telemed.twilio.limits.VideoProviderFactory;
import org.telemed.twilio.rooms.TwilioVideoProvider;
import org.telemed.twilio.token.ApiKeyHash;
import org.telemed.twilio.token.TwilioTokenSigner;

/** An account at Twilio Video, with its group rooms. */
public final class TwilioVideoAccount implements VideoAccount {
    public static final String NAME = "twilio";
    public static final ChannelType CHANNEL_TYPE =
            new ChannelType("twilio-video-group-rooms", "Twilio Video Group Rooms");

    private final VideoProviderFactory providers;
    private final TokenSigner tokens;
    private final KeyedHash hashes;
    private final Optional<RoomEventReader> callbacks;

    /**
     * Make only one for each account, because it holds the account's rate limits.
     *
     * @param formerApiKeySecrets secrets of API keys that were used before
     */
    public TwilioVideoAccount(
            TwilioAccount account,
            List<String> formerApiKeySecrets,
            RateShare share,
            URI statusCallback,
            RoomSettings rooms,
            Clock clock,
            TelemedEvents events) {
        this.providers = new VideoProviderFactory(
                new TwilioVideoProvider(account, statusCallback, rooms), share, account.timeLimit(), clock, events);
        this.tokens = new TwilioTokenSigner(account);
        this.hashes = new ApiKeyHash(account, formerApiKeySecrets);
        this.callbacks = TwilioCallbacks.of(account, statusCallback).map(RoomEventReader.class::cast);
    }

    @Override
    public VideoProvider forUsers() {
        return providers.forUsers();
    }

    @Override
    public VideoProvider forReconciler() {
        return providers.forReconciler();
    }

    @Override
    public VideoProvider forSweep() {
        return providers.forSweep();
    }

    @Override
    public int sweepReadsIn(Duration time) {
        return providers.sweepReadsIn(time);
    }

    @Override
    public TokenSigner tokens() {
        return tokens;
    }

    @Override
    public KeyedHash hashes() {
        return hashes;
    }

    @Override
    public Optional<RoomEventReader> callbacks() {
        return callbacks;
    }
}
