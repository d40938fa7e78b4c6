/** What happens, for whoever counts it. */
@NullMarked
package org.telemed.core.event;

import org.jspecify.annotations.NullMarked;
