package org.telemed.server.demo.issuer;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.telemed.core.collection.BoundedMap;

/**
 * Stores the newest authorization codes in memory. Access tokens are not stored: nothing looks them up, and Spring's own
 * service in memory would keep each of them for ever.
 */
final class AuthorizationCodes implements OAuth2AuthorizationService {

    private static final int LARGEST = 1000;

    private final Map<String, OAuth2Authorization> authorizations =
            Collections.synchronizedMap(BoundedMap.ofNewest(LARGEST));

    /**
     * Stores it by its code, if it has one.
     *
     * @throws OAuth2AuthenticationException if the code was used meanwhile: of two requests at once only one gets tokens
     */
    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code != null) {
            authorizations.compute(code.getToken().getTokenValue(), (value, stored) -> {
                if (stored != null && isUsed(stored)) {
                    throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
                }
                return authorization;
            });
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        authorizations.values().remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return type != null && type.getValue().equals(OAuth2ParameterNames.CODE) ? authorizations.get(token) : null;
    }

    private static boolean isUsed(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        return code != null && code.isInvalidated();
    }
}
