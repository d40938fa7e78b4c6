/** Reads Appointments, and writes what they say into Encounters, in every FHIR version. */
@NullMarked
package org.telemed.fhir.appointment;

import org.jspecify.annotations.NullMarked;
