/** Checks a request's body, as text, for size, shape and forbidden characters before any parser builds a resource of it. */
@NullMarked
package org.telemed.fhir.body;

import org.jspecify.annotations.NullMarked;
