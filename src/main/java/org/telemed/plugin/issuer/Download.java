package org.telemed.plugin.issuer;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Downloads small documents from an issuer within one time limit for all of them, without following redirects. The
 * limit includes connecting and reading, so a server that sends a byte now and then cannot extend it.
 */
final class Download {
    /** The time limit for all documents of one fetch. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    private static final int LARGEST = 128 * 1024;

    /** A new client for each fetch, because a permanent one keeps threads after the host has stopped. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final long deadline = System.nanoTime() + TIME_LIMIT.toNanos();

    /** The text at that address. */
    String get(URI address) throws IssuerFailure {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        HttpResponse<byte[]> answer = await(
                client.sendAsync(
                        request,
                        head -> head.statusCode() == 200
                                ? new LimitedBody(LARGEST)
                                : BodySubscribers.replacing(new byte[0])),
                address);
        if (answer.statusCode() == 200) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        throw new IssuerFailure(address + " answers with HTTP status " + answer.statusCode()
                + (answer.statusCode() / 100 == 3 ? ", and where it sends on to is not followed" : ""));
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, URI address)
            throws IssuerFailure {
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IssuerFailure(address + " does not answer within " + TIME_LIMIT.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new IssuerFailure(address + " " + words(failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IssuerFailure("the fetch was interrupted", interrupted);
        } finally {
            answer.cancel(true); // closes the connection of an answer that is too late or too large
        }
    }

    private static String words(@Nullable Throwable failure) {
        if (failure instanceof LimitedBody.TooLarge) {
            return "answers with more than " + LARGEST / 1024 + " KB";
        }
        if (failure instanceof ConnectException) {
            return isUnresolved(failure) ? "has a host name that is unknown here" : "cannot be connected to";
        }
        return failure instanceof SSLException
                ? "has a TLS certificate that is not trusted here, or speaks no TLS"
                : "breaks the connection or speaks no HTTP";
    }

    private static boolean isUnresolved(@Nullable Throwable failure) {
        return failure instanceof UnresolvedAddressException || (failure != null && isUnresolved(failure.getCause()));
    }
}
