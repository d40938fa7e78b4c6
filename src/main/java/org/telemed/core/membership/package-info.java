/** The membership rule: who is a participant of an Encounter, with periods, roles and groups. */
@NullMarked
package org.telemed.core.membership;

import org.jspecify.annotations.NullMarked;
