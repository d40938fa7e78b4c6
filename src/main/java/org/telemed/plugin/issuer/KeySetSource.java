package org.telemed.plugin.issuer;

import com.nimbusds.jose.jwk.JWKSet;

/** Where an issuer's keys come from. */
@FunctionalInterface
interface KeySetSource {
    /** The public keys as they are now; within a time limit. */
    JWKSet fetch() throws IssuerFailure;
}
