package org.telemed.server.smart;

import java.util.Map;
import java.util.Optional;

/** Source of the OpenID metadata of the issuer of access tokens. */
@FunctionalInterface
public interface IssuerMetadata {
    /** As it was fetched last; empty if it never was. */
    Optional<Map<String, Object>> current();
}
