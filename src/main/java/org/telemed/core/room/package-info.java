/** Room names, ownership, liveness, and opening a room. */
@NullMarked
package org.telemed.core.room;

import org.jspecify.annotations.NullMarked;
