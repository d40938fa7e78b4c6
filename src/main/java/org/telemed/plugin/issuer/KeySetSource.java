package org.telemed.plugin.issuer;

import com.nimbusds.jose.jwk.JWKSet;

/** Source of an issuer's public keys. */
@FunctionalInterface
interface KeySetSource {
    /** Fetches the current public keys, within a time limit. */
    JWKSet fetch() throws IssuerFailure;
}
