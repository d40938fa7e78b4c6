/** The rules of telemedicine on an Encounter; depends on the JDK and JSpecify only. */
@NullMarked
package org.telemed.core;

import org.jspecify.annotations.NullMarked;
