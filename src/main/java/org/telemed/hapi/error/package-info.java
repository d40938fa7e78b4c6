/** Translates exceptions of HAPI and the database into reasons, and reasons into HTTP answers. */
@NullMarked
package org.telemed.hapi.error;

import org.jspecify.annotations.NullMarked;
