/** Use case of {@code $telemed-token}. */
@NullMarked
package org.telemed.core.token;

import org.jspecify.annotations.NullMarked;
