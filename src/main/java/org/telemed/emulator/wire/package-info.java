/** HTTP as the emulator sees it: a call comes in, an answer goes out, or the connection is cut. */
@NullMarked
package org.telemed.emulator.wire;

import org.jspecify.annotations.NullMarked;
