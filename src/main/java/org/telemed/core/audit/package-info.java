/** The audit trail: what requests and the server did, recorded in the background, held when it cannot be stored. */
@NullMarked
package org.telemed.core.audit;

import org.jspecify.annotations.NullMarked;
