/** Stores and protects our definitions, and reads the FHIR version of a database. */
@NullMarked
package org.telemed.hapi.definition;

import org.jspecify.annotations.NullMarked;
