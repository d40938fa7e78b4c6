/** The FHIR operations: their requests, input and answers. */
@NullMarked
package org.telemed.hapi.operation;

import org.jspecify.annotations.NullMarked;
