/** Our definitions in the repository, and the FHIR version that it was made for. */
@NullMarked
package org.telemed.hapi.definition;

import org.jspecify.annotations.NullMarked;
