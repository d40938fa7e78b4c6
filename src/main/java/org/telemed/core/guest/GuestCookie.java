package org.telemed.core.guest;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of a guest's cookie: the secret of the browser, and the visit that it means now.
 *
 * @param id of the guest's admission
 */
public record GuestCookie(GuestSecret browser, String id) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public GuestCookie {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an admission has an id");
        }
    }

    /** Parses {@code secret.id}; empty for anything else. */
    public static Optional<GuestCookie> parse(String value) {
        if (value.length() <= GuestSecret.LENGTH || value.charAt(GuestSecret.LENGTH) != '.') {
            return Optional.empty();
        }
        String id = value.substring(GuestSecret.LENGTH + 1);
        return GuestSecret.ifValid(value.substring(0, GuestSecret.LENGTH))
                .filter(secret -> ID.matcher(id).matches())
                .map(secret -> new GuestCookie(secret, id));
    }

    /** As it is sent. */
    public String value() {
        return browser.value() + "." + id;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GuestCookie[redacted, id=" + id + "]";
    }
}
