package org.telemed.server.demo;

import ca.uhn.fhir.context.FhirVersionEnum;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.demo.html.HtmlPage;
import org.telemed.server.demo.issuer.DemoClient;

/** Renders the start page of the demo: its URLs, users and first commands, without scripts and forms. */
final class DemoPage {

    private final HtmlPage page;

    DemoPage(
            TelemedProperties server,
            String emulator,
            DemoCommands commands,
            DemoConsole console,
            FhirVersionEnum version) {
        this.page = HtmlPage.ofTemplate(
                DemoPage.class,
                "index.html",
                Map.of(
                        "version", version.name(),
                        "root", HtmlUtils.htmlEscape(server.publicBase()),
                        "fhir", HtmlUtils.htmlEscape(server.fhirBase()),
                        "emulator", HtmlUtils.htmlEscape(emulator),
                        "users", users(),
                        "visits", "visit-planned, visit-arrived, visit-in-progress, visit-finished and visit-cancelled",
                        "console", console.html(),
                        "commands", commands(commands)));
    }

    HtmlPage html() {
        return page;
    }

    private static String users() {
        return Arrays.stream(DemoClient.values())
                .map(client -> "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                        .formatted(client.id(), client.profile().orElse("a program"), client.scope()))
                .collect(Collectors.joining());
    }

    private static String commands(DemoCommands commands) {
        return commands.inOrder().entrySet().stream()
                .map(command -> "<h3>%s</h3>\n<pre>%s</pre>\n"
                        .formatted(HtmlUtils.htmlEscape(command.getKey()), HtmlUtils.htmlEscape(command.getValue())))
                .collect(Collectors.joining());
    }
}
