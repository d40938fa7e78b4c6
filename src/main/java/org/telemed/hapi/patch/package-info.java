/** Refuses XML Patches that HAPI would read with a DOCTYPE. */
@NullMarked
package org.telemed.hapi.patch;

import org.jspecify.annotations.NullMarked;
