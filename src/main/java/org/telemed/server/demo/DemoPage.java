package org.telemed.server.demo;

import ca.uhn.fhir.context.FhirVersionEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;
import org.telemed.plugin.settings.TelemedProperties;

/** Renders the start page of the demo: its URLs, users and first commands, without scripts and forms. */
final class DemoPage {

    private final String html;

    DemoPage(TelemedProperties server, String emulator, DemoCommands commands, FhirVersionEnum version) {
        this.html = filled(
                template(),
                Map.of(
                        "version", version.name(),
                        "root", HtmlUtils.htmlEscape(server.publicBase()),
                        "fhir", HtmlUtils.htmlEscape(server.fhirBase()),
                        "emulator", HtmlUtils.htmlEscape(emulator),
                        "users", users(),
                        "visits", "visit-planned, visit-arrived, visit-in-progress, visit-finished and visit-cancelled",
                        "commands", commands(commands)));
    }

    String html() {
        return html;
    }

    /** Nothing is loaded and nothing is run but this page's own style. */
    String contentSecurityPolicy() {
        String style = html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
        return "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
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

    private static String filled(String template, Map<String, String> values) {
        String page = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return page;
    }

    private static String template() {
        try {
            return new ClassPathResource("index.html", DemoPage.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
