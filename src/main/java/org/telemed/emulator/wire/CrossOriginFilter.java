package org.telemed.emulator.wire;

import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests that a web page may have sent: across origins, or to a host name that it has pointed at loopback (DNS
 * rebinding). The emulator's credentials are public, and its control API takes none, so nothing else stops a page.
 */
public final class CrossOriginFilter implements Transport {

    /** The names of this machine; a web page can own none of them. */
    static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    private final Transport next;
    private final Set<String> furtherHosts;

    /** With host names beside this machine's own. */
    public CrossOriginFilter(Transport next, Set<String> furtherHosts) {
        this.next = next;
        this.furtherHosts = Set.copyOf(furtherHosts);
    }

    @Override
    public Optional<Answer> transport(Call call) {
        if (!LOCAL.contains(call.host()) && !furtherHosts.contains(call.host())) {
            return Optional.of(
                    Answer.problem(403, "The emulator answers to the host names localhost, 127.0.0.1 and [::1] only"));
        }
        if (call.header("Origin").isPresent()
                || call.header("Sec-Fetch-Site").filter(OTHER_SITES::contains).isPresent()) {
            return Optional.of(Answer.problem(403, "The emulator takes no requests from web pages"));
        }
        return next.transport(call);
    }
}
