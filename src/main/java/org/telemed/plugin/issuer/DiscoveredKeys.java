package org.telemed.plugin.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer's metadata points to, looked up each time they are fetched
 * (<a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID Connect Discovery, 4</a>).
 */
final class DiscoveredKeys implements JWKSetSource<SecurityContext> {
    private static final String METADATA = "/.well-known/openid-configuration";

    private final URI issuer;
    private final Download download;

    DiscoveredKeys(URI issuer, Download download) {
        this.issuer = issuer;
        this.download = download;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long time, @Nullable SecurityContext context)
            throws KeySourceException {
        URLBasedJWKSetSource<SecurityContext> keys =
                new URLBasedJWKSetSource<>(TrustedIssuer.url(keysIn(metadata())), download);
        return keys.getJWKSet(refresh, time, context);
    }

    private Map<String, Object> metadata() throws JWKSetUnavailableException {
        URI address = URI.create(issuer.toString().replaceFirst("/+$", "") + METADATA);
        try {
            return JSONObjectUtils.parse(
                    download.retrieveResource(TrustedIssuer.url(address)).getContent(), Download.LARGEST);
        } catch (IOException | ParseException failed) {
            throw new JWKSetUnavailableException("No metadata at " + address, failed);
        }
    }

    /** An issuer that calls itself something else is another one. */
    private URI keysIn(Map<String, Object> metadata) throws JWKSetUnavailableException {
        try {
            URI keys = JSONObjectUtils.getURI(metadata, "jwks_uri");
            if (issuer.toString().equals(metadata.get("issuer")) && keys != null && TrustedIssuer.isSafe(keys)) {
                return keys;
            }
        } catch (ParseException malformed) {
            throw new JWKSetUnavailableException("The issuer's metadata is malformed", malformed);
        }
        throw new JWKSetUnavailableException("The metadata at " + issuer
                + " must say that very issuer and an https address of its keys (plain http only to localhost)");
    }

    @Override
    public void close() {
        // holds nothing
    }
}
