/** HAPI's JPA stack, the schema of its database, and their checks before the start. */
@NullMarked
package org.telemed.server.database;

import org.jspecify.annotations.NullMarked;
