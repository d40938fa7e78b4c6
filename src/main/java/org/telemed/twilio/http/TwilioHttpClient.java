package org.telemed.twilio.http;

import com.twilio.Twilio;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.HttpUtility;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP client for Twilio's SDK that sends each request once, within one time limit. The SDK's own client sends a POST
 * up to six times on a 503, and its timeouts cannot be set.
 */
public final class TwilioHttpClient extends HttpClient implements AutoCloseable {
    /** More than the calls that can run at once, so that none waits for a connection. */
    private static final int MOST_CONNECTIONS = 256;

    /** The base URL that the SDK uses for rooms. */
    private static final String VIDEO_API = TwilioAccount.TWILIO.toString();

    private final String api;
    private final String baseUrl;
    private final Duration timeLimit;
    private final CloseableHttpClient http;
    private final Deadlines deadlines = new Deadlines();

    /** A client for Twilio Video. */
    public TwilioHttpClient(URI baseUrl, Duration timeLimit) {
        this(VIDEO_API, baseUrl, timeLimit);
    }

    /**
     * A client for one of Twilio's APIs.
     *
     * @param api the base URL that the SDK uses for it
     */
    public TwilioHttpClient(String api, URI baseUrl, Duration timeLimit) {
        this.api = api;
        this.baseUrl = baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
        this.timeLimit = timeLimit;
        this.http = client(Timeout.of(timeLimit));
    }

    private static CloseableHttpClient client(Timeout timeout) {
        return HttpClientBuilder.create()
                .useSystemProperties() // a hospital's proxy
                .setConnectionManager(connections(timeout))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static HttpClientConnectionManager connections(Timeout timeout) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setTimeToLive(TimeValue.ofMinutes(2))
                        // there is no retry, so a closed connection must be detected before the send
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
    }

    /** Sends once, without the SDK's retries, and does not store the request, which has the credentials. */
    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    /**
     * Sends a request of the SDK to the configured base URL.
     *
     * @return a success, or a refusal in Twilio's own format
     * @throws org.telemed.core.error.TelemedException for everything else
     */
    @Override
    public Response makeRequest(Request request) {
        HttpUriRequestBase message = message(request);
        try (Deadlines.Deadline deadline = deadlines.in(timeLimit, message::cancel)) {
            return send(message, deadline).requireMeaningful();
        } catch (RejectedExecutionException closed) {
            throw TwilioErrors.unreachable(closed);
        }
    }

    private TwilioHttpResponse send(HttpUriRequestBase message, Deadlines.Deadline deadline) {
        try {
            return http.execute(message, TwilioHttpResponse::read);
        } catch (IOException | IllegalStateException failure) {
            throw deadline.hasPassed() || isTimeout(failure)
                    ? TwilioErrors.timedOut(timeLimit)
                    : TwilioErrors.unreachable(failure);
        }
    }

    private static boolean isTimeout(Exception failure) {
        return failure instanceof SocketTimeoutException || failure instanceof ConnectionRequestTimeoutException;
    }

    private HttpUriRequestBase message(Request request) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.getMethod().toString(), target(request));
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> message.addHeader(name, value)));
        if (request.requiresAuthentication()) {
            message.setHeader(HttpHeaders.AUTHORIZATION, request.getAuthString());
        }
        message.setHeader(HttpHeaders.ACCEPT, "application/json");
        message.setHeader("X-Twilio-Client", "java-" + Twilio.VERSION);
        message.setHeader(HttpHeaders.USER_AGENT, HttpUtility.getUserAgentString(request.getUserAgentExtensions()));
        if (request.getMethod() != HttpMethod.GET) {
            message.setEntity(new UrlEncodedFormEntity(pairs(request.getPostParams()), StandardCharsets.UTF_8));
        }
        return message;
    }

    /** The request's URL with the configured base. Not by {@code constructURL()}, which encodes the path again. */
    private URI target(Request request) {
        String url = request.getUrl();
        if (!url.startsWith(api + "/")) {
            throw new IllegalArgumentException("only one API of Twilio is called by this client");
        }
        String query = WWWFormCodec.format(pairs(request.getQueryParams()), StandardCharsets.UTF_8);
        return URI.create(baseUrl + url.substring(api.length()) + (query.isEmpty() ? "" : "?" + query));
    }

    private static List<NameValuePair> pairs(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .<NameValuePair>map(value -> new BasicNameValuePair(parameter.getKey(), value)))
                .toList();
    }

    @Override
    public void close() {
        deadlines.close();
        http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
