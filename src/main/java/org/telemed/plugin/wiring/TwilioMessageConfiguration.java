package org.telemed.plugin.wiring;

import static org.telemed.plugin.settings.BoundSettings.isSet;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.SecureAddress;
import org.telemed.core.setting.SettingChecks;
import org.telemed.plugin.settings.BoundSettings;
import org.telemed.plugin.settings.ConditionalOnSetting;
import org.telemed.twilio.message.MessageOrigin;
import org.telemed.twilio.message.TwilioInvitationSender;

/** Sends invitations by Twilio's Messaging API, if it is set who sends them. A host's own sender comes first. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSetting(TwilioMessageConfiguration.FROM)
public class TwilioMessageConfiguration {
    static final String FROM = TwilioMessageProperties.PREFIX + ".from";

    private static final Map<String, String> PROPERTIES =
            Map.of("from", FROM, "baseUrl", TwilioMessageProperties.PREFIX + ".base-url");

    /** Made at the first message: wrong settings must not stop a host. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    InvitationSender telemedInvitationMessages(
            Environment environment, Clock telemedClock, ObjectProvider<TelemedEvents> events) {
        SingletonSupplier<InvitationSender> sender = SingletonSupplier.of(
                () -> sender(environment, telemedClock, events.getIfUnique(() -> TelemedEvents.SILENT)));
        return (phone, link, expires) -> sender.obtain().send(phone, link, expires);
    }

    private static InvitationSender sender(Environment environment, Clock clock, TelemedEvents events) {
        TwilioMessageProperties messages = settings(environment).values();
        return new TwilioInvitationSender(
                TwilioVendorConfiguration.accountIn(environment),
                messages.baseUrl(),
                new MessageOrigin(Objects.requireNonNullElse(messages.from(), "")),
                clock,
                events);
    }

    /** What is wrong with these settings; nothing if none is set. */
    static List<InvalidSetting> invalid(Environment environment) {
        BoundSettings<TwilioMessageProperties> settings = settings(environment);
        String from = settings.values().from();
        return from == null || !isSet(from)
                ? List.of()
                : Stream.concat(
                                settings.unreadable().stream(),
                                new SettingChecks()
                                        .collect(() -> new MessageOrigin(from))
                                        .require(
                                                isSafe(settings.values().baseUrl()),
                                                "baseUrl",
                                                "must be https, host and port alone (plain http goes only to localhost)",
                                                TwilioInvitationSender.TWILIO.toString())
                                        .invalid()
                                        .stream()
                                        .map(found ->
                                                found.named(PROPERTIES.getOrDefault(found.name(), found.name()))))
                        .toList();
    }

    private static boolean isSafe(URI url) {
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && SecureAddress.isHttpsOrLoopback(url);
    }

    private static BoundSettings<TwilioMessageProperties> settings(Environment environment) {
        return BoundSettings.read(environment, TwilioMessageProperties.PREFIX, TwilioMessageProperties.class);
    }
}
