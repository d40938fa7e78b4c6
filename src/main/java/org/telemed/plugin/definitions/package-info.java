/** Stores our definitions in the host's repository. */
@NullMarked
package org.telemed.plugin.definitions;

import org.jspecify.annotations.NullMarked;
