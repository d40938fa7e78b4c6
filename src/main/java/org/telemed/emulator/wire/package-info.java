/** HTTP of the emulator: requests, answers, and cut connections. */
@NullMarked
package org.telemed.emulator.wire;

import org.jspecify.annotations.NullMarked;
