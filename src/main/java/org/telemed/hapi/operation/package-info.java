/** The three operations: what a request asks for, and how it is answered. */
@NullMarked
package org.telemed.hapi.operation;

import org.jspecify.annotations.NullMarked;
