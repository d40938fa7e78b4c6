package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.Set;

/** What axe finds on a page that keeps people with disabilities from using it. */
final class Accessibility {

    /** So that no colour is judged half way between two; a stylesheet of a script's passes the page's CSP. */
    private static final String WITHOUT_TRANSITIONS = "const still = new CSSStyleSheet();"
            + "still.replaceSync('*, *::before, *::after { transition: none !important }');"
            + "document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];";

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private Accessibility() {}

    /** Nothing serious on the page that the window shows now. */
    static void isGood(BrowserWindow window) {
        window.driver().executeScript(WITHOUT_TRANSITIONS);
        await("the colours of a change to be the last ones")
                .until(() -> Boolean.TRUE.equals(
                        window.driver().executeScript("return document.getAnimations().length === 0")));
        List<String> found = new AxeBuilder()
                .analyze(window.driver()).getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(Accessibility::inWords)
                        .toList();
        assertThat(found).as("axe on " + window.address()).isEmpty();
    }

    private static String inWords(Rule rule) {
        return rule.getImpact() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getHtml())
                        .toList();
    }
}
