/** Who calls, what they may do, and in which partition. */
@NullMarked
package org.telemed.hapi.caller;

import org.jspecify.annotations.NullMarked;
