/** Reads and writes the host's Encounters, as the caller or as the server, and protects the room on them. */
@NullMarked
package org.telemed.hapi.encounter;

import org.jspecify.annotations.NullMarked;
