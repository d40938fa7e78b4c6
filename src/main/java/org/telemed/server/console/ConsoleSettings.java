package org.telemed.server.console;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.SettingChecks;
import org.telemed.plugin.settings.BoundSettings;
import org.telemed.server.start.StartCheck;
import org.telemed.server.start.StartCheck.Problem;

/**
 * The settings of the visit console.
 *
 * @param enabled whether the server serves the visit console at /console/
 * @param clientId the id of the console at the issuer of access tokens: a public client with the redirect URI
 *     public-url/console/
 * @param scopes the scopes that the console asks for, with spaces between
 * @param signalingUrl where the video SDK in the browser finds an emulator of the vendor; if not set, the vendor itself
 * @param videoOrigins the origins to which the video SDK in the browser may connect, for the content security policy
 */
@ConfigurationProperties(ConsoleSettings.PREFIX)
record ConsoleSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("telemed-console") String clientId,

        @DefaultValue(
                "openid fhirUser profile patient/Encounter.rs user/Encounter.rus user/PractitionerRole.rs user/RelatedPerson.c")
        String scopes,

        @Nullable URI signalingUrl,
        @DefaultValue List<String> videoOrigins) {

    static final String PREFIX = "telemed.console";

    /** Origins as a content security policy has them: a host may begin with {@code *.}. */
    private static final Pattern ORIGIN = Pattern.compile(
            "(https?|wss?)://(\\*\\.)?[A-Za-z0-9.-]+(:\\d{1,5})?|(https?|wss?)://\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    /** Checks what the page and its content security policy are made of. */
    static StartCheck startCheck() {
        return settings -> new SettingChecks()
                        .add(BoundSettings.read(settings, PREFIX, ConsoleSettings.class)
                                .unreadable())
                        .add(signIn(settings).invalid())
                        .add(video(settings).invalid())
                        .invalid()
                        .stream()
                        .map(Problem::of);
    }

    private static SettingChecks signIn(Environment settings) {
        return new SettingChecks()
                .require(
                        !settings.getProperty("telemed.console.client-id", "telemed-console")
                                .isBlank(),
                        "telemed.console.client-id",
                        "must be the console's id at the issuer of access tokens",
                        "telemed-console")
                .require(
                        !settings.getProperty("telemed.console.scopes", "openid")
                                .isBlank(),
                        "telemed.console.scopes",
                        "must be the scopes that the console asks for, with spaces between",
                        "openid fhirUser patient/Encounter.rs user/Encounter.rus");
    }

    private static SettingChecks video(Environment settings) {
        String signaling = settings.getProperty("telemed.console.signaling-url", "");
        return new SettingChecks()
                .require(
                        signaling.isBlank() || signaling.matches("wss?://[^\\s/?#]+[^\\s?#]*"),
                        "telemed.console.signaling-url",
                        "must be a ws(s) address",
                        "ws://localhost:8082/signaling")
                .require(
                        videoOrigins(settings).stream()
                                .allMatch(origin -> ORIGIN.matcher(origin).matches()),
                        "telemed.console.video-origins",
                        "must be a list of origins: scheme (https or wss), host, and port if it is not the usual one",
                        "wss://*.video.example.com");
    }

    private static List<String> videoOrigins(Environment settings) {
        return Binder.get(settings)
                .bind("telemed.console.video-origins", Bindable.listOf(String.class))
                .orElse(List.of());
    }
}
