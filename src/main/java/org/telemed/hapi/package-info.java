/** All that knows the server of HAPI FHIR. */
@NullMarked
package org.telemed.hapi;

import org.jspecify.annotations.NullMarked;
