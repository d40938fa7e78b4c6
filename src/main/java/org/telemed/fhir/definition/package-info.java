/** Reads the definitions in {@code fhir-config}. */
@NullMarked
package org.telemed.fhir.definition;

import org.jspecify.annotations.NullMarked;
