/** Reads an Encounter, the roles and groups it names, and reads and writes its virtual service. */
@NullMarked
package org.telemed.fhir.encounter;

import org.jspecify.annotations.NullMarked;
