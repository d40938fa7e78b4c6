/** The HTTP API that apps of the seed speak: translated onto the FHIR operations, and nothing else. */
@NullMarked
package org.telemed.zapehr;

import org.jspecify.annotations.NullMarked;
