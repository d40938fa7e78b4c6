/** Rooms by Appointment, and planned Encounters that follow theirs. */
@NullMarked
package org.telemed.hapi.appointment;

import org.jspecify.annotations.NullMarked;
