package org.telemed.emulator.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Takes requests of web pages that this machine serves, on any port, and of the origins in a list. Twilio takes them of
 * all pages; but the emulator's credentials are public, so that any page that is open in the browser could sign a token
 * and join a call here.
 */
public final class LocalOriginFilter implements Transport {

    /** In the list, it stands for every origin. */
    public static final String ANY = "*";

    private final Transport next;
    private final Set<String> furtherOrigins;

    public LocalOriginFilter(Transport next, Set<String> furtherOrigins) {
        this.next = next;
        this.furtherOrigins = Set.copyOf(furtherOrigins);
    }

    @Override
    public Optional<Answer> transport(Call call) {
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && !isAllowed(origin.get())) {
            return Optional.of(Answer.problem(403, "The emulator takes no connections from pages of this origin"));
        }
        return next.transport(call);
    }

    private boolean isAllowed(String origin) {
        return furtherOrigins.contains(ANY) || furtherOrigins.contains(origin) || isLocal(origin);
    }

    private static boolean isLocal(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && CrossOriginFilter.LOCAL.contains(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
