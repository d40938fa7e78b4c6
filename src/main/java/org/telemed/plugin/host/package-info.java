/** Looks up the host's HAPI beans, and checks for duplicate operations. */
@NullMarked
package org.telemed.plugin.host;

import org.jspecify.annotations.NullMarked;
