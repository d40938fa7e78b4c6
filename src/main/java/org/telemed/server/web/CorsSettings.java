package org.telemed.server.web;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.telemed.server.start.StartCheck;
import org.telemed.server.start.StartCheck.Problem;

/**
 * Which web pages may call the server from a browser.
 *
 * @param allowedOrigins the origins of those pages, such as https://app.example.org; none by default
 */
@ConfigurationProperties("telemed.cors")
public record CorsSettings(@DefaultValue List<String> allowedOrigins) {
    private static final String SETTING = "telemed.cors.allowed-origins";

    /** Checks that each origin is one that browsers send (RFC 6454, 6.2): another one would allow nothing. */
    static StartCheck startCheck() {
        return settings -> Binder.get(settings).bind(SETTING, Bindable.listOf(String.class)).orElse(List.of()).stream()
                        .allMatch(CorsSettings::isOrigin)
                ? Stream.empty()
                : Stream.of(new Problem(
                        SETTING,
                        SETTING + " must be a list of origins: http or https, the host, and the port if it is not the"
                                + " usual one; or * for all.",
                        SETTING + "=https://app.example.org"));
    }

    private static boolean isOrigin(String text) {
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String usualPort = "https".equals(url.getScheme()) ? ":443" : ":80";
            return text.equals("*")
                    || (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                            && url.getHost() != null
                            && !url.toString().endsWith(usualPort)
                            && url.toString().equals(url.getScheme() + "://" + url.getRawAuthority())
                            && url.getRawUserInfo() == null);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
