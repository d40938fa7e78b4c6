/** The ZapEHR-compatible HTTP API (ZapEHR is now Oystehr): translated onto the FHIR operations, and nothing else. */
@NullMarked
package org.telemed.zapehr;

import org.jspecify.annotations.NullMarked;
