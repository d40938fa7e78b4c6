/** Watches the Encounters of open streams: wakes each stream when something about its Encounter may have changed. */
@NullMarked
package org.telemed.core.watch;

import org.jspecify.annotations.NullMarked;
