/** Reads and writes the Tasks of the waiting room. */
@NullMarked
package org.telemed.fhir.task;

import org.jspecify.annotations.NullMarked;
