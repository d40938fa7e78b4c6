/** Builds OperationOutcomes, and edits batch and transaction responses. */
@NullMarked
package org.telemed.fhir.outcome;

import org.jspecify.annotations.NullMarked;
