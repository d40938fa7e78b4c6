package org.telemed.emulator.callback;

import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sends callbacks with Twilio's patience: 5 s to connect, 15 s in all, a second try only if connecting failed.
 *
 * @see <a href="https://www.twilio.com/docs/video/api/status-callbacks">Status Callbacks</a>
 */
final class CallbackSender {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(15);

    private final HttpClient http;
    private final Signature signature;

    CallbackSender(Signature signature, Executor executor) {
        this.signature = signature;
        // HTTP/1.1, or the client would ask every plain server to upgrade
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(executor)
                .build();
    }

    /** Sends once; the future never fails, it tells the answer's status or what went wrong. */
    CompletableFuture<String> send(StatusCallback callback) {
        HttpRequest request;
        try {
            request = request(callback);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(e.toString());
        }
        return sent(request)
                .exceptionallyCompose(
                        failure -> couldNotConnect(failure) ? sent(request) : CompletableFuture.failedFuture(failure))
                .orTimeout(TOTAL.toSeconds(), TimeUnit.SECONDS)
                .handle((response, failure) -> failure == null
                        ? String.valueOf(response.statusCode())
                        : cause(failure).toString());
    }

    private CompletableFuture<HttpResponse<Void>> sent(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest request(StatusCallback callback) {
        String form = encoded(callback.parameters());
        boolean get = callback.method().equals("GET");
        String url = get ? withQuery(callback.url(), form) : callback.url();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TOTAL)
                .header("User-Agent", "TwilioProxy/1.1")
                .header("I-Twilio-Idempotency-Token", callback.idempotencyToken())
                .header("X-Twilio-Signature", signature.of(url, get ? Map.of() : callback.parameters()));
        return get
                ? request.build()
                : request.header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
    }

    private static String withQuery(String url, String query) {
        return url + (url.contains("?") ? "&" : "?") + query;
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean couldNotConnect(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
