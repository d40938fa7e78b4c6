/** Writes the answer of {@code $telemed-status} in every FHIR version. */
@NullMarked
package org.telemed.fhir.status;

import org.jspecify.annotations.NullMarked;
