package org.telemed.server.demo.issuer;

import java.time.Duration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The visit console as a public OAuth 2 client of the demo: authorization code with PKCE, and no secret. */
final class ConsoleClient {

    /** Its client id. */
    static final String ID = "telemed-console";

    /** Where its pages are, below the server's root; the one redirect URI. */
    static final String PATH = "/console/";

    private static final Duration CODE = Duration.ofMinutes(1);

    /**
     * A working day: a visit outlasts the hour of the other tokens, and Spring Authorization Server gives a public client no
     * refresh token, because nothing would bind that to the client.
     */
    private static final Duration ACCESS_TOKEN = Duration.ofHours(8);

    private ConsoleClient() {}

    /** @param root the server's root, without a slash at its end */
    static RegisteredClient registered(String root) {
        return RegisteredClient.withId(ID)
                .clientId(ID)
                .clientName("visit console")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(root + PATH)
                // Its scopes are the user's: UserScopes
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .accessTokenTimeToLive(ACCESS_TOKEN)
                        .build())
                .build();
    }
}
