/** Twilio's REST API for rooms and participants, according to Twilio's OpenAPI description. */
@NullMarked
package org.telemed.emulator.rest;

import org.jspecify.annotations.NullMarked;
