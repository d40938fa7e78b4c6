/** The rules of telemedicine on an Encounter: the JDK alone, no Spring, no HAPI, no Twilio, no FHIR version. */
@NullMarked
package org.telemed.core;

import org.jspecify.annotations.NullMarked;
