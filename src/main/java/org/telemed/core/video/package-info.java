/** The port to the vendor of video rooms: accounts, rooms, participants, room events, signed tokens and keyed hashes. */
@NullMarked
package org.telemed.core.video;

import org.jspecify.annotations.NullMarked;
