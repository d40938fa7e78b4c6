/** Micrometer metrics, and the actuator endpoint of the sweep. */
@NullMarked
package org.telemed.plugin.observe;

import org.jspecify.annotations.NullMarked;
