/** HAPI's servlet in one FHIR version, and what a request to it may hold. */
@NullMarked
package org.telemed.server.fhir;

import org.jspecify.annotations.NullMarked;
