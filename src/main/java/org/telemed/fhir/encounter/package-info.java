/** Reads an Encounter, its roles and groups; reads and writes its virtual service. */
@NullMarked
package org.telemed.fhir.encounter;

import org.jspecify.annotations.NullMarked;
