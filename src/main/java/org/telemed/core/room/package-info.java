/** A room: its name, whose it is, whether it is still alive, and how one is opened. */
@NullMarked
package org.telemed.core.room;

import org.jspecify.annotations.NullMarked;
