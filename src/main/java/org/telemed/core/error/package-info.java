/** The one exception with its reasons; each transport maps them to its own errors once. */
@NullMarked
package org.telemed.core.error;

import org.jspecify.annotations.NullMarked;
