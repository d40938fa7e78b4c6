/** The {@code telemed.*} settings and their checks. */
@NullMarked
package org.telemed.plugin.settings;

import org.jspecify.annotations.NullMarked;
