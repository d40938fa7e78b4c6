/** Twilio Video. Nothing outside knows Twilio. */
@NullMarked
package org.telemed.twilio;

import org.jspecify.annotations.NullMarked;
