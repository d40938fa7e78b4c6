/** Reconciles a room with its Encounter, after a change, after a callback of the vendor, or in a sweep. */
@NullMarked
package org.telemed.core.reconcile;

import org.jspecify.annotations.NullMarked;
