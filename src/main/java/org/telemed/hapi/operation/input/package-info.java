/** Reads and checks what an operation was called with. */
@NullMarked
package org.telemed.hapi.operation.input;

import org.jspecify.annotations.NullMarked;
