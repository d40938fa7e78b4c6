/** Compares all rooms of the vendor with their Encounters, every minute. */
@NullMarked
package org.telemed.core.sweep;

import org.jspecify.annotations.NullMarked;
