/** Reads and writes what telemedicine needs on FHIR resources, in the same way for R4, R4B and R5. */
@NullMarked
package org.telemed.fhir;

import org.jspecify.annotations.NullMarked;
