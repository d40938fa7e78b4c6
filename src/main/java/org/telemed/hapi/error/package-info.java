/** Exceptions of HAPI and the database as this product's errors, and these as HTTP answers. */
@NullMarked
package org.telemed.hapi.error;

import org.jspecify.annotations.NullMarked;
