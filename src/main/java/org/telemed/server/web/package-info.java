/** The edge of the server: limits, CORS, and errors in plain words. */
@NullMarked
package org.telemed.server.web;

import org.jspecify.annotations.NullMarked;
