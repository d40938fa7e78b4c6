/** HAPI's RestfulServer in one FHIR version, with checks of its requests. */
@NullMarked
package org.telemed.server.fhir;

import org.jspecify.annotations.NullMarked;
