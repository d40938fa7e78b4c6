/** Finds elements that a parser would drop, and suggests the right names. */
@NullMarked
package org.telemed.fhir.structure;

import org.jspecify.annotations.NullMarked;
