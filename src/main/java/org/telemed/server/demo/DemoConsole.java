package org.telemed.server.demo;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import org.telemed.server.demo.issuer.DemoClient;

/**
 * What the demo says about the visit console: links to it, or why there is none.
 *
 * @param root the server's root, without a slash at its end
 */
record DemoConsole(String root, boolean enabled, boolean built) {

    private static final String NOT_BUILT =
            "The visit console is not in this server: it was built without Node 20.19 or newer.";
    private static final String DISABLED = "The visit console is switched off: telemed.console.enabled.";

    /** A sentence for the log. */
    String text() {
        if (!enabled) {
            return DISABLED;
        }
        return built
                ? "From there the visit console, at " + root + "/console/, opens as any of the demo's users."
                : NOT_BUILT;
    }

    /** A section of the demo's page. Each link opens a window of its own, which shares no session with others. */
    String html() {
        if (!enabled || !built) {
            return "<p>" + text() + "</p>\n";
        }
        return """
                <p><a class="main" href="%1$s/console/" target="_blank" rel="noopener">Open the visit console</a></p>
                <p>A video visit in two windows, with camera and sound from your own browser:</p>
                <ul>
                <li><a href="%1$s/console/?login_hint=adam#/visits/visit-in-progress" target="_blank" rel="noopener">Open the \
                visit as adam, the practitioner</a></li>
                <li><a href="%1$s/console/?login_hint=jane#/visits/visit-in-progress" target="_blank" rel="noopener">Open it as \
                jane, the patient, in a new window</a></li>
                </ul>
                <p>All visits as: %2$s.</p>
                """.formatted(HtmlUtils.htmlEscape(root), users());
    }

    private String users() {
        return Arrays.stream(DemoClient.values())
                .filter(user -> user.profile().isPresent())
                .map(user -> "<a href=\"%s/console/?login_hint=%s\" target=\"_blank\" rel=\"noopener\">%s</a>"
                        .formatted(HtmlUtils.htmlEscape(root), user.id(), user.id()))
                .collect(Collectors.joining(", "));
    }
}
