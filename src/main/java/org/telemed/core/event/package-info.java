/** The port for events that metrics count. */
@NullMarked
package org.telemed.core.event;

import org.jspecify.annotations.NullMarked;
