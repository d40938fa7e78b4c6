/** The demo profile: test data, an authorization server and safety catches; nothing of it exists outside that profile. */
@NullMarked
package org.telemed.server.demo;

import org.jspecify.annotations.NullMarked;
