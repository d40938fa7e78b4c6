/** Stores our definitions in the host's repository after its start. */
@NullMarked
package org.telemed.plugin.definitions;

import org.jspecify.annotations.NullMarked;
