package org.telemed.browser;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The visit console in one window, as one user. */
final class VisitConsole {

    private final BrowserWindow window;
    private final String root;

    VisitConsole(BrowserWindow window, String root) {
        this.window = window;
        this.root = root;
    }

    BrowserWindow window() {
        return window;
    }

    /** Signs in as a user of the demo, straight to that visit. */
    VisitConsole opensVisit(String user, String visit) {
        window.opens(root + "/console/?login_hint=" + user + "#/visits/" + visit);
        window.sees("[data-testid=back]");
        return this;
    }

    /** Signs in as a user of the demo; the list of visits. */
    VisitConsole opensList(String user) {
        window.opens(root + "/console/?login_hint=" + user);
        window.sees("main h1");
        return this;
    }

    VisitConsole opensRoom() {
        window.presses("[data-testid=create-room]");
        return this;
    }

    VisitConsole joins() {
        window.presses("[data-testid=join]");
        return isInCall();
    }

    VisitConsole isInCall() {
        window.sees("[data-testid=call]");
        return this;
    }

    VisitConsole isOutOfTheCall() {
        window.seesNo("[data-testid=call]");
        return this;
    }

    VisitConsole leaves() {
        window.presses("[data-testid=leave]");
        return isOutOfTheCall();
    }

    /** Waits until the server says that state of this person. */
    VisitConsole isTold(String state) {
        window.sees("[data-testid=next-step][data-state=" + state + "]");
        return this;
    }

    /** Moving pictures and sound of that many others, each in a tile of their own. */
    VisitConsole seesAndHears(int others) {
        window.sees(others, "[data-testid=remote-tile]");
        ReceivedMedia.flowsFrom(others, window);
        await("pictures in all tiles").atMost(BrowserWindow.PATIENCE).until(() -> shownPictures() >= others);
        return this;
    }

    VisitConsole isAlone() {
        window.sees("[data-testid=alone]");
        return this;
    }

    VisitConsole confirms(String button) {
        window.presses("[data-testid=" + button + "]");
        window.presses("[data-testid=" + button + "-confirm]");
        return this;
    }

    VisitConsole controls(String control) {
        window.presses("[data-testid=" + control + "]");
        return this;
    }

    /** The state of a person in the list of who belongs to the visit. */
    VisitConsole seesPersonAs(String reference, String state) {
        window.sees(String.format(
                Locale.ROOT, "[data-testid=person-%s][data-state=%s]", reference.replace('/', '-'), state));
        return this;
    }

    /** Presses what leads to the waiting room, and waits there. */
    VisitConsole entersWaitingRoom() {
        isTold("waiting");
        window.presses("[data-testid=join]");
        return waits();
    }

    /** Is in the waiting room, and will join by itself. */
    VisitConsole waits() {
        window.sees("[data-testid=next-step][data-state=waiting][data-waits=true]");
        return this;
    }

    /** These people wait, in this order, and nobody else. */
    VisitConsole seesWaiting(String... references) {
        List<String> expected = Stream.of(references)
                .map(reference -> "waiting-" + reference.replace('/', '-'))
                .toList();
        await("waiting: " + expected)
                .atMost(BrowserWindow.PATIENCE)
                .until(() -> window.runs("return [...document.querySelectorAll('[data-testid=waiting-room] li')]"
                                + ".map((row) => row.dataset.testid)")
                        .equals(expected));
        return this;
    }

    /** @param decision {@code admit}, {@code waiting-room} or {@code out} */
    VisitConsole decides(String decision, String reference) {
        window.presses("[data-testid=" + decision + "-" + reference.replace('/', '-') + "]");
        return this;
    }

    /** Makes a link for somebody new, and closes the dialog. */
    String invites(String name, String role) {
        window.presses("[data-testid=invite]");
        window.sees("[data-testid=invite-name]").sendKeys(name);
        window.sees("[data-testid=invite-role] option[value='" + role + "']").click();
        window.presses("[data-testid=invite-send]");
        String link = window.sees("[data-testid=invitation-link]").getAttribute("value");
        window.presses("[data-testid=invitation-done]");
        return link;
    }

    /** Opens the link of an invitation, which does nothing yet. */
    VisitConsole opensLink(String link) {
        window.opens(link);
        window.sees("[data-testid=redeem]");
        return this;
    }

    VisitConsole redeems() {
        window.presses("[data-testid=redeem]");
        return this;
    }

    private long shownPictures() {
        return (Long) window.runs("return [...document.querySelectorAll('[data-testid=remote-tile] video')]"
                + ".filter((video) => video.videoWidth > 0 && !video.paused).length");
    }
}
