/** Translates exceptions in a request into OperationOutcomes. */
@NullMarked
package org.telemed.server.error;

import org.jspecify.annotations.NullMarked;
