/** The caller: claims of the access token, identity at the vendor, and the records of identities. */
@NullMarked
package org.telemed.core.caller;

import org.jspecify.annotations.NullMarked;
