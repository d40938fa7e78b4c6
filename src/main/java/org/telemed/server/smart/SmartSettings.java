package org.telemed.server.smart;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the server's SMART configuration says in the place of the issuer's own metadata, or besides.
 *
 * @param authorizationEndpoint the issuer's authorization endpoint; by default as its metadata says
 * @param tokenEndpoint the issuer's token endpoint; by default as its metadata says
 * @param scopesSupported the scopes that apps may ask for; by default as the issuer's metadata says
 * @param capabilities SMART capabilities of the issuer besides those that its metadata shows, such as launch-ehr
 */
@ConfigurationProperties("telemed.smart")
public record SmartSettings(
        @Nullable URI authorizationEndpoint,
        @Nullable URI tokenEndpoint,
        @DefaultValue List<String> scopesSupported,
        @DefaultValue List<String> capabilities) {}
