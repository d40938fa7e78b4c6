/** Writes and reads this product's AuditEvents: attendance, and identity records. */
@NullMarked
package org.telemed.fhir.audit;

import org.jspecify.annotations.NullMarked;
