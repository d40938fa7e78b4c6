/** The room of an Encounter: its name, whose it is, how long it lives, how it is created. */
@NullMarked
package org.telemed.core.room;

import org.jspecify.annotations.NullMarked;
