/** All code that depends on the HAPI FHIR JPA server. */
@NullMarked
package org.telemed.hapi;

import org.jspecify.annotations.NullMarked;
