/** Guests in a HAPI server: the operation that invites them, what it writes, and the HTTP endpoints that they use. */
@NullMarked
package org.telemed.hapi.guest;

import org.jspecify.annotations.NullMarked;
