/** Starts and stops what runs in the background: the sweep, the reconciler and the audit trail. */
@NullMarked
package org.telemed.plugin.lifecycle;

import org.jspecify.annotations.NullMarked;
