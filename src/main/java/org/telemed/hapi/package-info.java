/** The operations, the interceptors, the repository ports on HAPI's DAOs and the translation of errors: all that knows HAPI's server. */
@NullMarked
package org.telemed.hapi;

import org.jspecify.annotations.NullMarked;
