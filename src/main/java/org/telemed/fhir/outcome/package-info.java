/** OperationOutcomes, and the outcomes of the entries of a Bundle. */
@NullMarked
package org.telemed.fhir.outcome;

import org.jspecify.annotations.NullMarked;
