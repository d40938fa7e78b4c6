/** Guests in a HAPI server: what an invitation writes, and the HTTP endpoints that guests use. */
@NullMarked
package org.telemed.hapi.guest;

import org.jspecify.annotations.NullMarked;
