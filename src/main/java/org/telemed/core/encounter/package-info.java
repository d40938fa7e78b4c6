/** The Encounter as telemedicine sees it, whatever its FHIR version, and the port to where it is stored. */
@NullMarked
package org.telemed.core.encounter;

import org.jspecify.annotations.NullMarked;
