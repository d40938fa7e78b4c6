package org.telemed.server.security;

import java.util.function.Predicate;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The rule of {@link StrictHttpFirewall} for header values, without its pattern for printable ASCII such as a long access token. */
final class AllowedHeaderValue implements Predicate<String> {

    @Override
    public boolean test(String value) {
        return isPrintableAscii(value) || StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value);
    }

    private static boolean isPrintableAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
