/** Serves the SMART configuration at {@code [base]/.well-known/smart-configuration}. */
@NullMarked
package org.telemed.server.smart.discovery;

import org.jspecify.annotations.NullMarked;
