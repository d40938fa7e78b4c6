/** Serves the visit console, the web application under {@code src/main/console}. */
@NullMarked
package org.telemed.server.console;

import org.jspecify.annotations.NullMarked;
