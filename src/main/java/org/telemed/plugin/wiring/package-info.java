/** The auto-configuration: puts the parts together. */
@NullMarked
package org.telemed.plugin.wiring;

import org.jspecify.annotations.NullMarked;
