/** The CapabilityStatement, rendered once for everybody who asks for it. */
@NullMarked
package org.telemed.server.metadata;

import org.jspecify.annotations.NullMarked;
