/** Stores attendance, identity records and the audit trail as AuditEvents in the host's repository, and protects them. */
@NullMarked
package org.telemed.hapi.audit;

import org.jspecify.annotations.NullMarked;
