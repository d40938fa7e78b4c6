/** Writes and reads this product's AuditEvents: attendance, identity records, and the audit trail. */
@NullMarked
package org.telemed.fhir.audit;

import org.jspecify.annotations.NullMarked;
