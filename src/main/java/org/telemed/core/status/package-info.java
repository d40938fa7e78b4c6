/** Use case of {@code $telemed-status}: what a caller may know of a visit, its room and the people in it. */
@NullMarked
package org.telemed.core.status;

import org.jspecify.annotations.NullMarked;
