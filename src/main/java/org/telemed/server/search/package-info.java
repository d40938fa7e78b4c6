/** Refuses searches that HAPI would do in part only: unknown parameters, modifiers and elements, and values out of range. */
@NullMarked
package org.telemed.server.search;

import org.jspecify.annotations.NullMarked;
