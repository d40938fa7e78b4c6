/** The ZapEHR-compatible API at {@code /v1}: translates requests into the FHIR operations, and answers back. */
@NullMarked
package org.telemed.zapehr;

import org.jspecify.annotations.NullMarked;
