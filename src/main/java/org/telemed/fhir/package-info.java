/** Reads and writes resources of R4, R4B and R5 by element names, without model classes of one version. */
@NullMarked
package org.telemed.fhir;

import org.jspecify.annotations.NullMarked;
