/** The control API under /_emulator for tests: joins, cut connections, time, faults, callbacks, and the request log. */
@NullMarked
package org.telemed.emulator.control;

import org.jspecify.annotations.NullMarked;
