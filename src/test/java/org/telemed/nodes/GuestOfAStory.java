package org.telemed.nodes;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.GuestBrowser;

/** Somebody who is invited to one visit, again and again, and comes by the links through any node. */
final class GuestOfAStory {
    private final TheWaitingRoomOnBothNodes nodes;
    private final String visit;
    private final Supplier<ServerNode> node;
    private String unusedLink = "";
    private String cookie = "";

    /** @param node which takes the next request */
    GuestOfAStory(TheWaitingRoomOnBothNodes nodes, String visit, Supplier<ServerNode> node) {
        this.nodes = nodes;
        this.visit = visit;
        this.node = node;
    }

    /** The new link is the only one that works. */
    void isInvited() {
        unusedLink = nodes.invites(node.get(), visit);
        cookie = "";
    }

    boolean hasUnusedLink() {
        return !unusedLink.isEmpty();
    }

    Answer redeems() {
        GuestBrowser browser = new GuestBrowser(node.get());
        Answer answer = browser.redeems(unusedLink);
        unusedLink = "";
        cookie = browser.cookie();
        return answer;
    }

    /** Whether the browser has a session, which lasts until the next link, or until they are taken off the list. */
    boolean hasSession() {
        return !cookie.isEmpty();
    }

    void isTakenOff() {
        unusedLink = "";
        cookie = "";
    }

    Answer asksForToken() {
        return new GuestBrowser(node.get(), cookie).asksForToken();
    }

    List<Answer> statuses() {
        return Stream.of(nodes.a(), nodes.b())
                .map(each -> new GuestBrowser(each, cookie).asksForStatus())
                .toList();
    }
}
