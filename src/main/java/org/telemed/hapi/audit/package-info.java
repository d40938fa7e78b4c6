/** AuditEvents in the host's repository: attendance and identity records, and the interceptor that protects them. */
@NullMarked
package org.telemed.hapi.audit;

import org.jspecify.annotations.NullMarked;
