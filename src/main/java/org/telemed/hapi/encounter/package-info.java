/** Reads and writes Encounters of the host's repository, as the caller or as the server, and protects the room on them. */
@NullMarked
package org.telemed.hapi.encounter;

import org.jspecify.annotations.NullMarked;
