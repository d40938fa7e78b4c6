/** What must be set before the server starts, and the sentences that say so. */
@NullMarked
package org.telemed.server.start;

import org.jspecify.annotations.NullMarked;
