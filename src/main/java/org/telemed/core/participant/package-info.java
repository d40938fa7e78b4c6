/** Who takes part in an Encounter: the one membership rule and what it needs to know. */
@NullMarked
package org.telemed.core.participant;

import org.jspecify.annotations.NullMarked;
