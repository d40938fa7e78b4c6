package org.telemed.plugin.issuer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an issuer's OpenID metadata and key set.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID Connect Discovery, 4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">JWK Set, RFC 7517, 5</a>
 */
final class IssuerDocuments implements KeySetSource {
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final Set<KeyType> KEY_PAIRS = Set.of(KeyType.RSA, KeyType.EC);
    private static final int LONGEST_QUOTE = 200;

    private final TrustedIssuer issuer;
    private volatile @Nullable Map<String, Object> metadata;

    IssuerDocuments(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /** The issuer's metadata as it was fetched last; empty if it never was, or if the keys have an address of their own. */
    Optional<Map<String, Object>> metadata() {
        return Optional.ofNullable(metadata);
    }

    /** Fetches the current key set. */
    @Override
    public JWKSet fetch() throws IssuerFailure {
        Download download = new Download();
        URI address = issuer.keys().isPresent() ? issuer.keys().get() : discovered(download);
        String document = download.get(address);
        try {
            JWKSet keys = JWKSet.parse(document);
            if (keys.getKeys().stream().anyMatch(IssuerDocuments::canVerify)) {
                return keys.toPublicJWKSet();
            }
        } catch (ParseException malformed) {
            throw new IssuerFailure(address + " answers something that is no JSON Web Key Set", malformed);
        }
        throw new IssuerFailure(address + " publishes no key that could check a signature");
    }

    private static boolean canVerify(JWK key) {
        return KEY_PAIRS.contains(key.getKeyType())
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()));
    }

    /** The key set's URL from the metadata, whose issuer must be the expected one. */
    private URI discovered(Download download) throws IssuerFailure {
        String own = issuer.issuer().orElseThrow().toString();
        URI address = URI.create(own.replaceFirst("/+$", "") + METADATA);
        Map<String, Object> found = json(download.get(address), address);
        if (!own.equals(found.get("issuer"))) {
            throw new IssuerFailure(address + " is the metadata of another issuer, " + quoted(found.get("issuer"))
                    + "; the setting must say the same, letter for letter");
        }
        try {
            URI keys = JSONObjectUtils.getURI(found, "jwks_uri");
            if (keys != null && TrustedIssuer.isSafe(keys)) {
                metadata = found;
                return keys;
            }
        } catch (ParseException malformed) {
            throw new IssuerFailure("the jwks_uri in " + address + " is no address", malformed);
        }
        throw new IssuerFailure(
                address + " names no https address of keys as jwks_uri (plain http is for localhost only)");
    }

    private static Map<String, Object> json(String document, URI address) throws IssuerFailure {
        try {
            return JSONObjectUtils.parse(document);
        } catch (ParseException malformed) {
            throw new IssuerFailure(address + " answers something that is no JSON, perhaps a page of HTML", malformed);
        }
    }

    /** Printable for the log, because it comes from outside. */
    private static String quoted(@Nullable Object name) {
        String text = String.valueOf(name).replaceAll("[^\\x20-\\x7E]", "?");
        return "'" + text.substring(0, Math.min(LONGEST_QUOTE, text.length())) + "'";
    }
}
