/** What a test drives under /_emulator: joins, time, faults, callbacks, and what was asked. */
@NullMarked
package org.telemed.emulator.control;

import org.jspecify.annotations.NullMarked;
