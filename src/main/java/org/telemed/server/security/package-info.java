/** Authentication by access token, and the rights at the actuator. */
@NullMarked
package org.telemed.server.security;

import org.jspecify.annotations.NullMarked;
