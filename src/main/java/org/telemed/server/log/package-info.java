/** What may stand in the log of the standalone server: nothing that a request or a resource brought along. */
@NullMarked
package org.telemed.server.log;

import org.jspecify.annotations.NullMarked;
