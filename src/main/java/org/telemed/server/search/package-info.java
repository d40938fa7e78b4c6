/** Refuses searches that HAPI would carry out only in part: unknown parameters, modifiers, elements and values. */
@NullMarked
package org.telemed.server.search;

import org.jspecify.annotations.NullMarked;
