package org.telemed.server.demo.html;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * An HTML page without scripts, with a content security policy under which a browser loads and runs nothing but the page's
 * own style.
 *
 * @param html the page
 * @param formTargets where its forms may lead, as a source list of that policy, such as {@code 'none'}
 */
public record HtmlPage(String html, String formTargets) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");

    /**
     * Fills a template of the class path. No value is searched for placeholders, because it may come from a request.
     *
     * @param owner the class beside which the template is
     * @param values HTML by the name of its placeholder; what is text must be escaped already
     */
    public static HtmlPage ofTemplate(Class<?> owner, String template, Map<String, String> values) {
        return new HtmlPage(
                PLACEHOLDER
                        .matcher(read(owner, template))
                        .replaceAll(
                                found -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(found.group(1))))),
                "'none'");
    }

    /** The same with forms that lead to these sources. */
    public HtmlPage withFormsTo(String sources) {
        return new HtmlPage(html, sources);
    }

    /** Whether the client is a browser that shows pages: those name the type, a program that takes anything does not. */
    public static boolean isWantedBy(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    public String contentSecurityPolicy() {
        String style = html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
        return "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; base-uri 'none'; form-action "
                + formTargets + "; frame-ancestors 'none'";
    }

    public void write(int status, HttpServletResponse response) throws IOException {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", contentSecurityPolicy());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String read(Class<?> owner, String template) {
        try {
            return new ClassPathResource(template, owner).getContentAsString(StandardCharsets.UTF_8);
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
