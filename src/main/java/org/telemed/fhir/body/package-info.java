/** Checks the text of a request body for size, structure and forbidden characters, before it is parsed. */
@NullMarked
package org.telemed.fhir.body;

import org.jspecify.annotations.NullMarked;
