/** Records who was in a room, and when: the port, and the backfill from the vendor's lists. */
@NullMarked
package org.telemed.core.attendance;

import org.jspecify.annotations.NullMarked;
