/** Reads a request body within limits of size and time, in any servlet container. */
@NullMarked
package org.telemed.hapi.http;

import org.jspecify.annotations.NullMarked;
