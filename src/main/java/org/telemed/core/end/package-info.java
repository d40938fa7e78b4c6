/** Use case of {@code $end-telemed-room}. */
@NullMarked
package org.telemed.core.end;

import org.jspecify.annotations.NullMarked;
