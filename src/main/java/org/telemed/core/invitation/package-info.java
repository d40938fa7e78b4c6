/** Use case of {@code $invite-telemed-guest}: invites guests to a visit, and sends them their links. */
@NullMarked
package org.telemed.core.invitation;

import org.jspecify.annotations.NullMarked;
