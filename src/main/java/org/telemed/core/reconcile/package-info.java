/** Makes a room what its Encounter says it should be, after a change, a callback of the vendor, or in a sweep. */
@NullMarked
package org.telemed.core.reconcile;

import org.jspecify.annotations.NullMarked;
