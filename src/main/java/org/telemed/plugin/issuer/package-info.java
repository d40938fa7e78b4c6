/**
 * Verifies an issuer's access tokens, for the standalone server and for hosts without Spring Security; the only
 * package of the plugin that uses JOSE.
 */
@NullMarked
package org.telemed.plugin.issuer;

import org.jspecify.annotations.NullMarked;
