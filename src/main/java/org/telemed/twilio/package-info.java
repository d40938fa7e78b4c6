/** The adapter for Twilio Video: rooms, tokens, callbacks and limits. */
@NullMarked
package org.telemed.twilio;

import org.jspecify.annotations.NullMarked;
