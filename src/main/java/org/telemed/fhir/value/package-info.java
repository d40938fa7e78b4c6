/** Checks single values: text, numbers, nesting, percent-encoding and search URLs. */
@NullMarked
package org.telemed.fhir.value;

import org.jspecify.annotations.NullMarked;
