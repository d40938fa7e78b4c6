/** The port to the vendor of video rooms: rooms, participants, room events and signed tokens. */
@NullMarked
package org.telemed.core.video;

import org.jspecify.annotations.NullMarked;
