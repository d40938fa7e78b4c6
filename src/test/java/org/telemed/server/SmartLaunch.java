package org.telemed.server;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;

/** SMART's standalone launch of the visit console on a demo, with the parameters that a test chooses. */
public final class SmartLaunch {

    public static final String CLIENT = "telemed-console";
    public static final String STATE = "some state & more";

    /** As a browser sends it. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Http server;
    private final String verifier = random();
    private final Map<String, String> request = new LinkedHashMap<>();

    public SmartLaunch(Http server) {
        this.server = server;
        request.put("response_type", "code");
        request.put("client_id", CLIENT);
        request.put("redirect_uri", redirectUri());
        request.put("scope", "openid fhirUser launch/patient profile user/*.cruds patient/*.rs");
        request.put("state", STATE);
        request.put("aud", server.root() + "/fhir");
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
    }

    /** The same with this parameter of the authorization request. */
    public SmartLaunch with(String parameter, String value) {
        request.put(parameter, value);
        return this;
    }

    /** The same without it. */
    public SmartLaunch without(String parameter) {
        request.remove(parameter);
        return this;
    }

    public String redirectUri() {
        return server.root() + "/console/";
    }

    public String verifier() {
        return verifier;
    }

    /** The authorization request, as a query. */
    public String query() {
        return form(request);
    }

    /** Sends the authorization request as a browser would. */
    public Answer authorizes() {
        return browses("/oauth2/authorize?" + query());
    }

    /** The same with more text in the query. */
    public Answer authorizes(String more) {
        return browses("/oauth2/authorize?" + query() + more);
    }

    /** Sends it by POST. */
    public Answer posts() {
        return server.send(server.request("/oauth2/authorize", "")
                .header("Accept", BROWSER)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(query())));
    }

    /** Presses that user's button. */
    public Answer signsIn(String user) {
        return with("login_hint", user).authorizes();
    }

    /** The authorization code that the app gets when this user signs in. */
    public String codeFor(String user) {
        String code = redirect(signsIn(user)).get("code");
        if (code == null) {
            throw new AssertionError("no code for " + user);
        }
        return code;
    }

    /** What the app is sent by a redirect. */
    public Map<String, String> redirect(Answer answer) {
        URI location = URI.create(answer.expecting(302).header("Location"));
        if (!location.toString().startsWith(redirectUri() + "?")) {
            throw new AssertionError("redirected elsewhere: " + location);
        }
        return Arrays.stream(location.getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> decoded(part[1])));
    }

    /** The token request, to be changed. */
    public Map<String, String> tokenRequest(String code) {
        return new LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", redirectUri(),
                "client_id", CLIENT,
                "code_verifier", verifier));
    }

    /** Exchanges the code, as the app does. */
    public Answer exchanges(String code) {
        return asks(tokenRequest(code));
    }

    /** Sends a token request. */
    public Answer asks(Map<String, String> tokenRequest) {
        return server.send(server.request("/oauth2/token", "")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(form(tokenRequest))));
    }

    /** The same, with the client's secret in a header. */
    public Answer asks(Map<String, String> tokenRequest, String client) {
        return server.send(server.request("/oauth2/token", "")
                .header("Authorization", Http.basic(client, client))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(form(tokenRequest))));
    }

    /** The same without waiting for the answer. */
    public CompletableFuture<Answer> exchangesAtOnce(String code) {
        return server.sendAsync(server.request("/oauth2/token", "")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(form(tokenRequest(code)))));
    }

    /** The token response for this user. */
    public Answer tokensOf(String user) {
        return exchanges(codeFor(user)).expecting(200);
    }

    private Answer browses(String target) {
        return server.send(server.request(target, "").header("Accept", BROWSER).GET());
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
