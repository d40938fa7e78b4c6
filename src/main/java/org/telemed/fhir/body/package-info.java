/** Checks the text of a request body for size, structure and forbidden characters, before a parser builds a resource from it. */
@NullMarked
package org.telemed.fhir.body;

import org.jspecify.annotations.NullMarked;
