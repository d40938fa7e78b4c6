/** The AuditEvents of this product: attendance, and who got a token. */
@NullMarked
package org.telemed.fhir.audit;

import org.jspecify.annotations.NullMarked;
