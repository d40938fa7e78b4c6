/** Signaling for twilio-video.js: connects participants to rooms, and relays what sets up media between each two of them. */
@NullMarked
package org.telemed.emulator.signaling;

import org.jspecify.annotations.NullMarked;
