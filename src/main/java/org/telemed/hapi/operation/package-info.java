/** The FHIR operations: their requests and answers. */
@NullMarked
package org.telemed.hapi.operation;

import org.jspecify.annotations.NullMarked;
