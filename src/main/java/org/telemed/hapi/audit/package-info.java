/** Stores attendance and identity records as AuditEvents in the host's repository, and protects them. */
@NullMarked
package org.telemed.hapi.audit;

import org.jspecify.annotations.NullMarked;
