/** What the plugin needs of its host, and what of the host's stands in its way. */
@NullMarked
package org.telemed.plugin.host;

import org.jspecify.annotations.NullMarked;
