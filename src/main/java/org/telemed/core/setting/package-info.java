/** What a constructor refuses of the values that an operator sets; who calls it knows the properties they come from. */
@NullMarked
package org.telemed.core.setting;

import org.jspecify.annotations.NullMarked;
