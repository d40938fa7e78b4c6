/** Starts and stops what runs in the background: the sweep and the reconciler. */
@NullMarked
package org.telemed.plugin.lifecycle;

import org.jspecify.annotations.NullMarked;
