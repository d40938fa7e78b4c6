/** Guests, who have no login: redeems the links of invitations, and knows the browsers that redeemed them. */
@NullMarked
package org.telemed.core.guest;

import org.jspecify.annotations.NullMarked;
