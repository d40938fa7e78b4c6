/** What the server says of its own health. */
@NullMarked
package org.telemed.server.health;

import org.jspecify.annotations.NullMarked;
