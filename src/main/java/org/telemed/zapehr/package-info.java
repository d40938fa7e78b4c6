/** The ZapEHR-compatible HTTP API: translates HTTP onto the FHIR operations, and nothing else. */
@NullMarked
package org.telemed.zapehr;

import org.jspecify.annotations.NullMarked;
