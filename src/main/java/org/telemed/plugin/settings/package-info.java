/** The {@code telemed.*} settings, and the checks of them. */
@NullMarked
package org.telemed.plugin.settings;

import org.jspecify.annotations.NullMarked;
