package org.telemed.plugin;

import org.telemed.core.participant.ClaimReader;
import org.telemed.hapi.CallerResolver;

/** Makes a {@link CallerResolver} out of the settings of which claims name the caller. */
@FunctionalInterface
public interface CallersByClaims {
    CallerResolver with(ClaimReader claims);
}
