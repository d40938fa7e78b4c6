/** Twilio's REST API for rooms and participants, as Twilio's OpenAPI description has it. */
@NullMarked
package org.telemed.emulator.rest;

import org.jspecify.annotations.NullMarked;
