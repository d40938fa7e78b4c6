package org.telemed.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.telemed.acceptance.GuestBrowser;

/** By what the guest of one visit comes: the link that was made last, and the browser that it is bound to. */
final class GuestAccess {
    private final List<String> formerLinks = new ArrayList<>();
    private Optional<String> link = Optional.empty();
    private Optional<GuestBrowser> browser = Optional.empty();
    private Optional<GuestBrowser> formerBrowser = Optional.empty();
    private String identity = "";

    /** A new link ends the old one, and its session. */
    void invited(String newLink) {
        link.ifPresent(formerLinks::add);
        link = Optional.of(newLink);
        formerBrowser = browser.or(() -> formerBrowser);
        browser = Optional.empty();
    }

    /** Nobody knows which link holds; the next invitation ends it. */
    void isUncertain() {
        link = Optional.empty();
        browser = Optional.empty();
    }

    void boundTo(GuestBrowser winner) {
        browser = Optional.of(winner);
    }

    boolean isBound() {
        return browser.isPresent();
    }

    Optional<String> link() {
        return link;
    }

    List<String> formerLinks() {
        return formerLinks;
    }

    Optional<GuestBrowser> browser() {
        return browser;
    }

    /** One that had a session before the last invitation. */
    Optional<GuestBrowser> formerBrowser() {
        return formerBrowser;
    }

    /** How Twilio knows them; empty until they got a token. */
    String identity() {
        return identity;
    }

    void isKnownAs(String newIdentity) {
        identity = newIdentity;
    }
}
