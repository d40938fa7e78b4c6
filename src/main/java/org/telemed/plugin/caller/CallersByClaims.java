package org.telemed.plugin.caller;

import org.telemed.core.caller.ClaimReader;
import org.telemed.hapi.caller.CallerResolver;

/** Makes a {@link CallerResolver} out of the settings of which claims name the caller. */
@FunctionalInterface
public interface CallersByClaims {
    CallerResolver with(ClaimReader claims);
}
