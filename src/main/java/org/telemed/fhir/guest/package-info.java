/** Writes the resources of guests: their entry on the Encounter, their RelatedPerson, the record of a sent invitation. */
@NullMarked
package org.telemed.fhir.guest;

import org.jspecify.annotations.NullMarked;
