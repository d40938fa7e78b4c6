/** Authorizes reads and searches by scopes that are limited: to one patient's compartment, or to a category. */
@NullMarked
package org.telemed.server.scope.compartment;

import org.jspecify.annotations.NullMarked;
