/** Encounters in the host's repository: read and written by a caller or by this server, and the room on them guarded. */
@NullMarked
package org.telemed.hapi.encounter;

import org.jspecify.annotations.NullMarked;
