/** Serves the CapabilityStatement from memory. */
@NullMarked
package org.telemed.server.metadata;

import org.jspecify.annotations.NullMarked;
