/** Spring Security: authenticates access tokens, and authorizes the actuator. */
@NullMarked
package org.telemed.server.security;

import org.jspecify.annotations.NullMarked;
