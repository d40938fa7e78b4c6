/** Who is a participant of an Encounter: the one rule, with periods, roles and groups. */
@NullMarked
package org.telemed.core.membership;

import org.jspecify.annotations.NullMarked;
