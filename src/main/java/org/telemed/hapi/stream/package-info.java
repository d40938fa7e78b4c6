/** Streams of server-sent events about an Encounter: opening, writing, limits, and the checks of rights in between. */
@NullMarked
package org.telemed.hapi.stream;

import org.jspecify.annotations.NullMarked;
