/** Finds the elements that a parser would drop, and what they were meant to be. */
@NullMarked
package org.telemed.fhir.structure;

import org.jspecify.annotations.NullMarked;
