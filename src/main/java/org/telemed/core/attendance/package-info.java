/** Who was in a room, and when: the port to the records, and how they are completed. */
@NullMarked
package org.telemed.core.attendance;

import org.jspecify.annotations.NullMarked;
