/** Audits reads and writes by HAPI's interceptor for IHE BALP, through a queue of this product's. */
@NullMarked
package org.telemed.hapi.audit.balp;

import org.jspecify.annotations.NullMarked;
