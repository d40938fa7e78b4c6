/** Writes responses to slow clients without holding a thread for each. */
@NullMarked
package org.telemed.server.response;

import org.jspecify.annotations.NullMarked;
