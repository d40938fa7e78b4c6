/** What we define and what the server answers, against the official definitions of FHIR, by HAPI's validator. */
@NullMarked
package org.telemed.conformance;

import org.jspecify.annotations.NullMarked;
