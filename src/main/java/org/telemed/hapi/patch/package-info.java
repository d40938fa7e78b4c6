/** Refuses XML Patches with a DOCTYPE. */
@NullMarked
package org.telemed.hapi.patch;

import org.jspecify.annotations.NullMarked;
