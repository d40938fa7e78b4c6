/** Use case of {@code $create-telemed-room}. */
@NullMarked
package org.telemed.core.create;

import org.jspecify.annotations.NullMarked;
