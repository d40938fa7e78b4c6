/** What runs in the background while the host runs: the sweep and the reconciler. */
@NullMarked
package org.telemed.plugin.lifecycle;

import org.jspecify.annotations.NullMarked;
