/** Chooses how the caller of a request is resolved in a host. */
@NullMarked
package org.telemed.plugin.caller;

import org.jspecify.annotations.NullMarked;
