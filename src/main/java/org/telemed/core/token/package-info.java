/** Access tokens for participants. */
@NullMarked
package org.telemed.core.token;

import org.jspecify.annotations.NullMarked;
