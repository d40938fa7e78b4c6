/** Health indicators, and the tags of request metrics. */
@NullMarked
package org.telemed.server.health;

import org.jspecify.annotations.NullMarked;
