/** Limits patches: their form, their paths, their numbers, and that no patch changes an id. */
@NullMarked
package org.telemed.server.patch;

import org.jspecify.annotations.NullMarked;
