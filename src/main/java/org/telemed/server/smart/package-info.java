/** SMART App Launch 2.2: what the scopes in an access token say. */
@NullMarked
package org.telemed.server.smart;

import org.jspecify.annotations.NullMarked;
