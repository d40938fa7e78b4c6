/** Sends signed status callbacks to the URL that a room was created with. */
@NullMarked
package org.telemed.emulator.callback;

import org.jspecify.annotations.NullMarked;
