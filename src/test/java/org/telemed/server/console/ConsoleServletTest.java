package org.telemed.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.telemed.server.web.ErrorResponseWriter;

class ConsoleServletTest {

    private static final String SCRIPT = "console.log('a script');".repeat(100);
    private static final Map<String, byte[]> FILES = Map.of(
            "index.html", "<!doctype html>".getBytes(UTF_8),
            "assets/index-1a2b.js", SCRIPT.getBytes(UTF_8),
            "assets/index-3c4d.css", "a{}".getBytes(UTF_8));

    private final ConsoleServlet servlet = servlet(FILES, null, "https://issuer.example:8443/realms/a/token");

    @ParameterizedTest
    @CsvSource({
        "/, text/html;charset=utf-8, no-cache",
        "/index.html, text/html;charset=utf-8, no-cache",
        "/assets/index-1a2b.js, text/javascript;charset=utf-8, 'public, max-age=31536000, immutable'",
        "/assets/index-3c4d.css, text/css;charset=utf-8, 'public, max-age=31536000, immutable'"
    })
    void a_file_has_its_type_and_is_kept_as_long_as_its_name_allows(String path, String type, String cached)
            throws Exception {
        MockHttpServletResponse answer = get(path);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(type);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo(cached);
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("ETag")).startsWith("W/\"");
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() throws Exception {
        String tag = get("/").getHeader("ETag");
        MockHttpServletResponse again = get("/", "If-None-Match", "\"other\", " + tag);
        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.getContentAsByteArray()).isEmpty();
        assertThat(get("/", "If-None-Match", "\"other\"").getStatus()).isEqualTo(200);
    }

    @Test
    void what_a_browser_takes_compressed_is_compressed() throws Exception {
        MockHttpServletResponse answer = get("/assets/index-1a2b.js", "Accept-Encoding", "br;q=1.0, gzip;q=0.8");
        assertThat(answer.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.getHeader("Vary")).isEqualTo("Accept-Encoding");
        assertThat(answer.getContentAsByteArray()).hasSizeLessThan(SCRIPT.length() / 2);
        var content = new GZIPInputStream(new ByteArrayInputStream(answer.getContentAsByteArray()));
        assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo(SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "gzip; q=0.0", "br", "identity"})
    void what_it_does_not_take_compressed_is_not(String encoding) throws Exception {
        MockHttpServletResponse answer = get("/assets/index-1a2b.js", "Accept-Encoding", encoding);
        assertThat(answer.getHeader("Content-Encoding")).isNull();
        assertThat(answer.getContentAsString()).isEqualTo(SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/assets",
                "/assets/",
                "/assets/../index.html",
                "/../application.yaml",
                "//index.html",
                "/index.html/",
                "/visits/visit-1",
                "/INDEX.HTML",
                "/assets/index-1a2b.js.map"
            })
    void nothing_else_is_there(String path) throws Exception {
        MockHttpServletResponse answer = get(path);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString()).contains("nothing-here");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void without_a_slash_a_browser_is_sent_on() throws Exception {
        MockHttpServletResponse answer = get(null);
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).isEqualTo("console/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void it_is_only_read(String method) throws Exception {
        MockHttpServletResponse answer = send(servlet, method, "/");
        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void the_policy_lets_it_load_its_own_files_and_speak_to_the_issuer_and_the_vendor() throws Exception {
        assertThat(get("/").getHeader("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                        + " media-src blob: mediastream:; connect-src 'self' https://fhir.example"
                        + " wss://*.vendor.example https://issuer.example:8443; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'none'");
        assertThat(get("/").getHeader("Permissions-Policy"))
                .isEqualTo("camera=(self), microphone=(self), display-capture=(self)");
        assertThat(get("/").getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(get("/").getHeader("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void with_an_emulator_it_speaks_to_that_and_not_to_the_vendor() throws Exception {
        ConsoleServlet demo = servlet(FILES, URI.create("ws://localhost:8081/signaling"), null);
        assertThat(send(demo, "GET", "/").getHeader("Content-Security-Policy"))
                .contains("connect-src 'self' https://fhir.example ws://localhost:8081;");
        assertThat(send(demo, "GET", "/config.json").getContentAsString())
                .contains("\"signalingUrl\":\"ws://localhost:8081/signaling\"");
    }

    @Test
    void the_page_is_told_what_it_needs_and_nothing_else() throws Exception {
        MockHttpServletResponse answer = get("/config.json");
        assertThat(answer.getContentType()).isEqualTo("application/json");
        assertThat(answer.getContentAsString())
                .isEqualTo("{\"fhirBaseUrl\":\"https://fhir.example/fhir\",\"clientId\":\"app\","
                        + "\"scopes\":\"openid fhirUser\",\"redirectUri\":\"https://fhir.example/console/\","
                        + "\"waitingRoom\":false,\"guests\":true,\"invitationSms\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/config.json", "/assets/index-1a2b.js"})
    void where_the_build_had_no_node_it_says_so(String path) throws Exception {
        MockHttpServletResponse answer = send(servlet(Map.of(), null, null), "GET", path);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentAsString()).contains("Node 20.19");
    }

    private MockHttpServletResponse get(@Nullable String path, String... header) throws Exception {
        return send(servlet, "GET", path, header);
    }

    private static MockHttpServletResponse send(
            ConsoleServlet servlet, String method, @Nullable String path, String... header) throws Exception {
        var request = new MockHttpServletRequest(method, "/console" + (path == null ? "" : path));
        request.setPathInfo(path);
        if (header.length > 0) {
            request.addHeader(header[0], header[1]);
        }
        var answer = new MockHttpServletResponse();
        servlet.service(request, answer);
        return answer;
    }

    private static ConsoleServlet servlet(
            Map<String, byte[]> files, @Nullable URI signaling, @Nullable String tokenEndpoint) {
        var settings =
                new ConsoleSettings(true, "app", "openid fhirUser", signaling, List.of("wss://*.vendor.example"));
        String fhir = "https://fhir.example/fhir";
        var json = new ObjectMapper();
        return new ConsoleServlet(
                ConsoleFiles.of(files),
                new ConsoleClientConfig(
                        fhir,
                        settings.clientId(),
                        "openid fhirUser",
                        "https://fhir.example/console/",
                        signaling,
                        false,
                        true,
                        false),
                new ConsoleHeaders(settings, fhir, () -> Optional.ofNullable(tokenEndpoint)),
                json,
                new ErrorResponseWriter(json));
    }
}
