/** What can go wrong, as one exception with a reason; each transport translates it once. */
@NullMarked
package org.telemed.core.error;

import org.jspecify.annotations.NullMarked;
