package org.telemed.server.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.telemed.plugin.settings.SettingsCheck;

/** Start check for the settings that every server except the demo needs. */
public final class RequiredSettings implements StartCheck {

    private static final String PUBLIC_URL = "telemed.public-url";
    private static final String HEX = "0123456789abcdef0123456789abcdef";
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    @Override
    public Stream<Problem> problems(Environment settings) {
        List<Problem> problems = new ArrayList<>();
        if (!isWebAddress(settings.getProperty(PUBLIC_URL))) {
            problems.add(new Problem(
                    PUBLIC_URL,
                    "telemed.public-url must be set to the http(s) address under which the outside world,"
                            + " Twilio included, reaches this server.",
                    PUBLIC_URL + "=https://telemed.example.org"));
        }
        twilio(settings).forEach(problems::add);
        if (!isWebAddress(settings.getProperty(JWT + "issuer-uri"))
                && !isWebAddress(settings.getProperty(JWT + "jwk-set-uri"))) {
            problems.add(new Problem(
                    JWT + "issuer-uri",
                    JWT + "issuer-uri (or " + JWT + "jwk-set-uri) must be set to the http(s) address of the"
                            + " authorization server whose access tokens are accepted.",
                    JWT + "issuer-uri=https://login.example.org/realms/clinic"));
        }
        if (audiences(settings).isEmpty()) {
            problems.add(new Problem(
                    JWT + "audiences",
                    JWT + "audiences must be set to the audience (claim aud) that those access tokens carry for"
                            + " this server, often its FHIR base.",
                    JWT + "audiences=https://telemed.example.org/fhir"));
        }
        // what is there may still be wrong
        return problems.isEmpty()
                ? Stream.concat(SettingsCheck.problem(settings).stream(), issuer(settings))
                        .map(RequiredSettings::unsound)
                : problems.stream();
    }

    private static Stream<String> issuer(Environment settings) {
        try {
            IssuerSettings.trustedIssuer(settings);
            return Stream.empty();
        } catch (IllegalArgumentException wrong) {
            return Stream.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** The sentence begins with the setting, and mostly holds an example behind "like". */
    private static Problem unsound(String sentence) {
        String setting = sentence.split(" ", 2)[0];
        int like = sentence.lastIndexOf(" like ");
        String example = like < 0 ? "..." : sentence.substring(like + 6).split("[;,.]? |[;,.]$", 2)[0];
        return new Problem(setting, sentence, setting + "=" + example);
    }

    private static Stream<Problem> twilio(Environment settings) {
        return Stream.of(
                        twilio("account-sid", "the account's SID: AC and 32 hex digits", "AC" + HEX),
                        twilio("api-key-sid", "the SID of an API key of region US1: SK and 32 hex digits", "SK" + HEX),
                        twilio("api-key-secret", "that key's secret, which Twilio shows once", "<the secret>"))
                .filter(problem -> settings.getProperty(problem.setting(), "").isBlank());
    }

    private static Problem twilio(String name, String what, String example) {
        String setting = "telemed.twilio." + name;
        return new Problem(setting, setting + " must be set to " + what + ".", setting + "=" + example);
    }

    private static List<String> audiences(Environment settings) {
        return Binder.get(settings).bind(JWT + "audiences", Bindable.listOf(String.class)).orElse(List.of()).stream()
                .filter(audience -> !audience.isBlank())
                .toList();
    }

    private static boolean isWebAddress(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return false;
        }
        try {
            URI address = new URI(value.strip());
            return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
