/** Who may do what: access tokens, scopes, and the answers to those who may not. */
@NullMarked
package org.telemed.server.security;

import org.jspecify.annotations.NullMarked;
