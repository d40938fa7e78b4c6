/** Verifies an issuer's access tokens, for the server and for hosts without Spring Security; uses JOSE. */
@NullMarked
package org.telemed.plugin.issuer;

import org.jspecify.annotations.NullMarked;
