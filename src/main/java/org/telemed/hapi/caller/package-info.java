/** The caller's rights, If-Match and partition, and the server's own unmasked reads. */
@NullMarked
package org.telemed.hapi.caller;

import org.jspecify.annotations.NullMarked;
