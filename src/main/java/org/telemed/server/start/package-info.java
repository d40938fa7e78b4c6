/** Checks the settings before the start, and names those that are missing or wrong. */
@NullMarked
package org.telemed.server.start;

import org.jspecify.annotations.NullMarked;
