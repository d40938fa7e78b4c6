/** Starts and stops what runs in the background: the sweep, the reconciler, the audit trail and the streams. */
@NullMarked
package org.telemed.plugin.lifecycle;

import org.jspecify.annotations.NullMarked;
