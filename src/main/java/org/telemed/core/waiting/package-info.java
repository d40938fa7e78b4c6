/** The waiting room: who has to be admitted to a visit, who waits, and who decided. */
@NullMarked
package org.telemed.core.waiting;

import org.jspecify.annotations.NullMarked;
