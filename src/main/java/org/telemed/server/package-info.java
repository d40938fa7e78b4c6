/** The standalone server: a HAPI FHIR JPA server that is ready to run. */
@NullMarked
package org.telemed.server;

import org.jspecify.annotations.NullMarked;
