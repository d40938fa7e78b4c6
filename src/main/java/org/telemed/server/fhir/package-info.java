/** HAPI's JPA stack and its servlet, in one FHIR version on one database. */
@NullMarked
package org.telemed.server.fhir;

import org.jspecify.annotations.NullMarked;
