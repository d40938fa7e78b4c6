/** The demo profile: test data, an authorization server, the emulator and safety checks. */
@NullMarked
package org.telemed.server.demo;

import org.jspecify.annotations.NullMarked;
