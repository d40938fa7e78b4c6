/** Authorizes reads, searches and writes by the access token's SMART scopes. */
@NullMarked
package org.telemed.server.scope;

import org.jspecify.annotations.NullMarked;
