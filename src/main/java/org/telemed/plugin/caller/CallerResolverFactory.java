package org.telemed.plugin.caller;

import org.telemed.core.caller.ClaimReader;
import org.telemed.hapi.caller.CallerResolver;

/** Factory of a {@link CallerResolver} that reads the caller with the given claim reader. */
@FunctionalInterface
public interface CallerResolverFactory {
    CallerResolver with(ClaimReader claims);
}
