/** Collections that do not grow without end. */
@NullMarked
package org.telemed.core.collection;

import org.jspecify.annotations.NullMarked;
