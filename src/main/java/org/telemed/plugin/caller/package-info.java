/** How a host tells who calls. */
@NullMarked
package org.telemed.plugin.caller;

import org.jspecify.annotations.NullMarked;
