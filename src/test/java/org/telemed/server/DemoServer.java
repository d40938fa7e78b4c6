package org.telemed.server;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.MovingClock;

/**
 * The demo, started once for all tests that extend this class, and an HTTP client to speak to it.
 *
 * <p>A start takes some twenty seconds: add no annotation in a subclass that would make a second context.
 */
@Tag("server")
@SpringBootTest(classes = ServerApplication.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("demo")
@AutoConfigureObservability(tracing = false) // a test's server counts for nobody otherwise
@ContextConfiguration(initializers = DemoServer.OnFreePorts.class)
public abstract class DemoServer {

    /** The one page that may call the server from a browser. */
    protected static final String APP_ORIGIN = "https://app.example.org";

    private static final int PORT = FreePort.next();
    private static final Http SERVER = new Http("http://localhost:" + PORT);
    private static final DemoTokens TOKENS = new DemoTokens(SERVER);

    /** The server's root, without a slash at its end. */
    protected static String root() {
        return SERVER.root();
    }

    /** An access token of a client of the demo, with all of its scopes. */
    public static String tokenOf(String client) {
        return TOKENS.of(client);
    }

    /** An access token of a client of the demo, with these scopes alone. */
    public static String tokenOf(String client, String scope) {
        return TOKENS.of(client, scope);
    }

    /** Access tokens of its clients. */
    protected static DemoTokens tokens() {
        return TOKENS;
    }

    /** An HTTP client for the server's root. */
    public static Http http() {
        return SERVER;
    }

    /** A GET; no token when that is empty. */
    protected static Answer get(String path, String token) {
        return SERVER.get(path, token);
    }

    /** A POST of FHIR JSON; no token when that is empty. */
    protected static Answer post(String path, String token, String body) {
        return SERVER.send("POST", path, token, body);
    }

    /** A PUT of FHIR JSON. */
    protected static Answer put(String path, String token, String body) {
        return SERVER.send("PUT", path, token, body);
    }

    /** A DELETE. */
    protected static Answer delete(String path, String token) {
        return SERVER.send(SERVER.request(path, token).DELETE());
    }

    /** Any request with a body. */
    protected static Answer send(String method, String path, String token, String type, BodyPublisher body) {
        return SERVER.send(method, path, token, type, body);
    }

    /** A request to add to; no token when that is empty. */
    protected static HttpRequest.Builder request(String path, String token) {
        return SERVER.request(path, token);
    }

    /** Sends it and reads the answer. */
    protected static Answer send(HttpRequest.Builder request) {
        return SERVER.send(request);
    }

    static final class OnFreePorts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "management.endpoints.web.exposure.include=health,prometheus",
                            "server.port=" + PORT,
                            "telemed.emulator.port=" + FreePort.next(),
                            "telemed.cors.allowed-origins=" + APP_ORIGIN,
                            // More than the usual 5 s, so that a test may hold a hundred calls on a slow machine
                            "telemed.twilio.time-limit=10s",
                            // The suite asks more of Twilio in a second than an account may
                            "telemed.twilio.rate-share=100",
                            "telemed.limits.requests-per-minute=100000",
                            "spring.datasource.hikari.maximum-pool-size=5")
                    .applyTo(context);
            context.getBeanFactory().registerSingleton("telemedClock", new MovingClock());
            context.getBeanFactory().registerSingleton("sendBuffers", new SendBuffersOfANetwork());
        }
    }

    /** Those of the loopback interface take megabytes that nobody reads. */
    static final class SendBuffersOfANetwork implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        @Override
        public void customize(TomcatServletWebServerFactory tomcat) {
            tomcat.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", "16384"));
        }
    }
}
