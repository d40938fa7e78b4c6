/** Who calls: by which claims, under which identity at the vendor, and how that is recorded. */
@NullMarked
package org.telemed.core.caller;

import org.jspecify.annotations.NullMarked;
