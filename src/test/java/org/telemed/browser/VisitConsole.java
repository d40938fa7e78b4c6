package org.telemed.browser;

import static org.awaitility.Awaitility.await;

import java.util.Locale;

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

    private long shownPictures() {
        return (Long) window.runs("return [...document.querySelectorAll('[data-testid=remote-tile] video')]"
                + ".filter((video) => video.videoWidth > 0 && !video.paused).length");
    }
}
