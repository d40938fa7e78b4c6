/** OperationOutcomes for whatever goes wrong in a request. */
@NullMarked
package org.telemed.server.error;

import org.jspecify.annotations.NullMarked;
