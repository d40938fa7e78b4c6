package org.telemed.server.demo.issuer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;
import org.telemed.server.demo.html.HtmlPage;

/**
 * Renders the sign-in page: one button for each user. It sends the same authorization request once more, with the user as
 * its {@code login_hint}; the server remembers nothing in between.
 */
final class SignInPage {

    private static final Set<String> ASKED_ANEW =
            Set.of(AuthorizationCodeRequest.LOGIN_HINT, AuthorizationCodeRequest.PROMPT);

    private final String formTargets;

    /** @param root the server's root, below which the app is to which the form's answer redirects */
    SignInPage(String root) {
        this.formTargets = "'self' " + root;
    }

    /** @param request an authorization request that was found good */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String content = "<p>This is a demo: no password. Choose who you are in the visit console.</p>\n"
                + unknown(request.getParameter(AuthorizationCodeRequest.LOGIN_HINT))
                + "<form method=\"get\">\n" + parameters(request) + "<ul>\n" + users() + "</ul>\n</form>\n";
        HtmlPage.ofTemplate(
                        SignInPage.class, "sign-in.html", Map.of("title", "Sign in to the demo", "content", content))
                .withFormsTo(formTargets)
                .write(HttpServletResponse.SC_OK, response);
    }

    private static String unknown(String hint) {
        return !StringUtils.hasText(hint) || DemoClient.find(hint).isPresent()
                ? ""
                : "<p role=\"alert\">The demo has no user “%s”.</p>\n".formatted(HtmlUtils.htmlEscape(hint));
    }

    /** As they came, but for those that decide who signs in. */
    private static String parameters(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(parameter -> !ASKED_ANEW.contains(parameter.getKey()))
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
                                .formatted(HtmlUtils.htmlEscape(parameter.getKey()), HtmlUtils.htmlEscape(value))))
                .collect(Collectors.joining());
    }

    private static String users() {
        return Arrays.stream(DemoClient.values())
                .map(user ->
                        "<li><button name=\"%s\" value=\"%s\"><b>%s</b> <span>%s</span> <span>%s · %s</span></button></li>\n"
                                .formatted(
                                        AuthorizationCodeRequest.LOGIN_HINT,
                                        user.id(),
                                        HtmlUtils.htmlEscape(user.displayName()),
                                        HtmlUtils.htmlEscape(user.description()),
                                        user.id(),
                                        user.profile().orElse("no resource")))
                .collect(Collectors.joining());
    }
}
