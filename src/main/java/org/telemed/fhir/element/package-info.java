/** Elements, dates, periods and URLs that several resources share. */
@NullMarked
package org.telemed.fhir.element;

import org.jspecify.annotations.NullMarked;
