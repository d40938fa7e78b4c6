package org.telemed.plugin.issuer;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;

/**
 * An access token whose signature was verified.
 *
 * @param keys those of the issuer that it was verified with
 */
public record VerifiedToken(JWSHeader header, JWTClaimsSet claimsSet, List<JWK> keys) {

    /** Its claims, of the Java types that Nimbus gives them; times are {@link java.util.Date}. */
    public Map<String, Object> claims() {
        return claimsSet.getClaims();
    }
}
