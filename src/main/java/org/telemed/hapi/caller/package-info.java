/** The caller's rights, rate limit, If-Match and partition, and the server's own unmasked reads. */
@NullMarked
package org.telemed.hapi.caller;

import org.jspecify.annotations.NullMarked;
