/** SMART scopes: what an access token lets its bearer read, search and write. */
@NullMarked
package org.telemed.server.scope;

import org.jspecify.annotations.NullMarked;
