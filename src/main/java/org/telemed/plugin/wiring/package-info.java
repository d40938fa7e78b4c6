/** The auto-configuration: builds and connects all objects. */
@NullMarked
package org.telemed.plugin.wiring;

import org.jspecify.annotations.NullMarked;
