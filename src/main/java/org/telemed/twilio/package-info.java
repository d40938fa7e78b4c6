/** Twilio Video: its rooms, its access tokens, and the HTTP client below both. Nothing outside knows Twilio. */
@NullMarked
package org.telemed.twilio;

import org.jspecify.annotations.NullMarked;
