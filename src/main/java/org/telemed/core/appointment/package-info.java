/** What a visit should be by its Appointment, and what changes with it. */
@NullMarked
package org.telemed.core.appointment;

import org.jspecify.annotations.NullMarked;
