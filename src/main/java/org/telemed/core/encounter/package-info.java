/** An Encounter for telemedicine: id, phase, participants and virtual service, and the ports that read and write it. */
@NullMarked
package org.telemed.core.encounter;

import org.jspecify.annotations.NullMarked;
