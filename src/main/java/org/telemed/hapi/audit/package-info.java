/** AuditEvents in the host's repository, and the guard of those that this product writes. */
@NullMarked
package org.telemed.hapi.audit;

import org.jspecify.annotations.NullMarked;
