package org.telemed.core.setting;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses where nobody on the way can read or change what is sent. */
public final class SecureAddress {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    private SecureAddress() {}

    /** Whether that is https, or plain http to this machine itself. */
    public static boolean isHttpsOrLoopback(URI url) {
        if (url.getHost() == null || url.getScheme() == null) {
            return false;
        }
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> LOOPBACK.matcher(url.getHost()).matches();
            default -> false;
        };
    }
}
