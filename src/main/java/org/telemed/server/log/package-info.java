/** Keeps content of requests and resources out of the log, whichever library logs. */
@NullMarked
package org.telemed.server.log;

import org.jspecify.annotations.NullMarked;
