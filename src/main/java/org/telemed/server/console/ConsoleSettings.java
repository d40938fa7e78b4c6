package org.telemed.server.console;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("telemed.console")
record ConsoleSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("telemed-console") String clientId,

        @DefaultValue(
                "openid fhirUser profile patient/Encounter.rs user/Encounter.rus user/PractitionerRole.rs user/RelatedPerson.c")
        String scopes,

        @Nullable URI signalingUrl,
        @DefaultValue List<String> videoOrigins) {}
