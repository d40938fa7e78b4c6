package org.telemed.server.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.telemed.acceptance.MovingClock;
import org.telemed.server.web.ErrorResponseWriter;

class MetadataFilterTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final MovingClock clock = new MovingClock();
    private final MetadataFilter filter = new MetadataFilter(new ErrorResponseWriter(new ObjectMapper()), clock);
    private final AtomicInteger renderings = new AtomicInteger();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int status = 200;
    private volatile String content = "a statement";
    private volatile boolean slow;

    /** HAPI, which says how it was asked. */
    private final FilterChain hapi = (request, response) -> {
        HttpServletRequest asked = (HttpServletRequest) request;
        assertThat(asked.getMethod()).isEqualTo("GET");
        assertThat(asked.getRequestURI()).isEqualTo("/fhir/metadata");
        assertThat(asked.getQueryString()).isNull();
        assertThat(asked.getParameterMap().keySet()).isSubsetOf("_pretty", "_summary");
        assertThat(asked.getHeader("Authorization")).isNull();
        renderings.incrementAndGet();
        if (slow) {
            await().until(() -> mayEnd.getCount() == 0);
        }
        ((jakarta.servlet.http.HttpServletResponse) response).setStatus(status);
        ((jakarta.servlet.http.HttpServletResponse) response).addHeader("X-Powered-By", "HAPI");
        response.getWriter()
                .write(content + " in " + asked.getHeader("Accept") + " with "
                        + new TreeSet<>(asked.getParameterMap().keySet()));
    };

    @AfterEach
    void stop() {
        mayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void thirty_requests_at_once_are_one_rendering() {
        slow = true;
        List<CompletableFuture<MockHttpServletResponse>> answers = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> answer(get("")), threads))
                .toList();
        await().until(() -> renderings.get() == 1);
        mayEnd.countDown();
        assertThat(answers).allSatisfy(one -> {
            assertThat(one.join().getStatus()).isEqualTo(200);
            assertThat(one.join().getContentAsString()).isEqualTo("a statement in application/fhir+json with []");
        });
        assertThat(renderings).hasValue(1);
    }

    @Test
    void more_than_may_wait_are_answered_at_once() {
        slow = true;
        List<CompletableFuture<MockHttpServletResponse>> answers = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> answer(get("")), threads))
                .toList();
        await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 49);
        assertThat(answers.stream().filter(CompletableFuture::isDone)).allSatisfy(one -> {
            assertThat(one.join().getStatus()).isEqualTo(503);
            assertThat(one.join().getHeader("Retry-After")).isEqualTo("1");
        });
        mayEnd.countDown();
        assertThat(answers.stream().filter(one -> one.join().getStatus() == 200).count())
                .isEqualTo(51);
    }

    @Test
    void while_it_is_rendered_again_the_last_one_is_sent() throws Exception {
        answer(get(""));
        clock.advance(A_MINUTE);
        content = "another";
        slow = true;
        CompletableFuture<MockHttpServletResponse> first =
                CompletableFuture.supplyAsync(() -> answer(get("")), threads);
        await().until(() -> renderings.get() == 2);
        for (int i = 0; i < 100; i++) {
            assertThat(answer(get("")).getContentAsString()).startsWith("a statement");
        }
        mayEnd.countDown();
        assertThat(first.join().getContentAsString()).startsWith("another");
        assertThat(answer(get("")).getContentAsString()).startsWith("another");
        assertThat(renderings).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_pretty=false",
                "_pretty=",
                "_summary=false",
                "mode=full",
                "_format",
                "_format=",
                "%5Fformat=json",
                "_format=application%2Ffhir%2Bjson",
                "_format=application/fhir+json"
            })
    void what_is_the_same_is_not_rendered_again(String query) throws Exception {
        MockHttpServletResponse plain = answer(get(""));
        assertThat(answer(get(query)).getContentAsString()).isEqualTo(plain.getContentAsString());
        assertThat(renderings).hasValue(1);
    }

    @Test
    void a_summary_and_a_pretty_one_are_rendered_once_each() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(answer(get("")).getContentAsString()).endsWith("[]");
            assertThat(answer(get("_pretty=true")).getContentAsString()).endsWith("[_pretty]");
            assertThat(answer(get("_summary=true")).getContentAsString()).endsWith("[_summary]");
            assertThat(answer(get("_pretty=true&_summary=true")).getContentAsString())
                    .endsWith("[_pretty, _summary]");
        }
        assertThat(renderings).hasValue(4);
    }

    @ParameterizedTest
    @CsvSource({
        "_pretty=foo, _pretty",
        "_summary=text, _summary",
        "_summary=count, _summary",
        "_elements=url, _elements",
        "mode=normative, mode",
        "mode=foo, mode",
        "x=1, x",
        "_sumary=true, _summary",
        "%, percent-encoded",
        "a=%ZZ&_format=json, percent-encoded",
        "_format=json&_format=turtle, _format",
        "mode=full&mode=full, mode",
        "_pretty=true&_pretty=true, _pretty",
    })
    void what_would_be_ignored_is_refused_unrendered_and_named(String query, String named) throws Exception {
        MockHttpServletResponse refused = answer(get(query));
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("OperationOutcome", named);
        assertThat(renderings).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/fhir+json | application/fhir+json",
                "application/json | application/fhir+json",
                "*/* | application/fhir+json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | application/fhir+xml",
                "application/fhir+xml;q=0.5, application/fhir+json;q=0.9 | application/fhir+json",
                "text/turtle, application/fhir+xml | application/fhir+xml",
                "application/fhir+json; fhirVersion=4.0 | application/fhir+json"
            })
    void a_format_is_accepted(String accept, String type) {
        MockHttpServletRequest request = get("");
        request.addHeader("Accept", accept);
        assertThat(answer(request).getContentType()).isEqualTo(type + ";charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/turtle", "application/fhir+ndjson", "application/fhir+turtle", "rubbish", "image/*", "a/b;"
            })
    void other_formats_are_refused_unrendered(String accept) throws Exception {
        MockHttpServletRequest request = get("");
        request.addHeader("Accept", accept);
        MockHttpServletResponse refused = answer(request);
        assertThat(refused.getStatus()).isEqualTo(406);
        assertThat(refused.getContentAsString()).contains("OperationOutcome", "application/fhir+json");
        assertThat(renderings).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_format=ttl", "_format=rdf", "_format=text/turtle", "_format=ndjson", "_format=html/json"})
    void so_are_they_by_parameter(String query) {
        assertThat(answer(get(query)).getStatus()).isEqualTo(406);
        assertThat(renderings).hasValue(0);
    }

    @Test
    void it_is_packed_once_and_has_a_tag() throws Exception {
        MockHttpServletResponse plain = answer(get(""));
        MockHttpServletRequest packing = get("");
        packing.addHeader("Accept-Encoding", "br, gzip;q=0.8");
        MockHttpServletResponse packed = answer(packing);
        assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.getContentAsByteArray())).readAllBytes())
                .isEqualTo(plain.getContentAsByteArray());
        assertThat(packed.getHeader("ETag")).isEqualTo(plain.getHeader("ETag"));
        MockHttpServletRequest again = get("");
        again.addHeader("If-None-Match", "\"x\", " + plain.getHeader("ETag"));
        assertThat(answer(again).getStatus()).isEqualTo(304);
        MockHttpServletRequest notPacking = get("");
        notPacking.addHeader("Accept-Encoding", "gzip;q=0");
        assertThat(answer(notPacking).getHeader("Content-Encoding")).isNull();
        assertThat(plain.getHeader("X-Powered-By")).isNull();
        assertThat(renderings).hasValue(1);
    }

    @Test
    void head_is_get_without_the_body() {
        MockHttpServletRequest request = get("");
        request.setMethod("HEAD");
        MockHttpServletResponse head = answer(request);
        assertThat(head.getContentLength())
                .isEqualTo("a statement in application/fhir+json with []".getBytes(StandardCharsets.UTF_8).length);
        assertThat(head.getContentAsByteArray()).isEmpty();
    }

    @Test
    void a_failure_is_passed_on_and_not_remembered() throws Exception {
        status = 500;
        MockHttpServletResponse failed = answer(get(""));
        assertThat(failed.getStatus()).isEqualTo(500);
        assertThat(failed.getContentAsString()).startsWith("a statement");
        status = 200;
        assertThat(answer(get("")).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"POST, /fhir/metadata", "GET, /fhir", "POST, /fhir"})
    void what_asks_for_something_else_is_let_through(String method, String path) throws Exception {
        AtomicInteger passed = new AtomicInteger();
        filter.doFilter(
                new MockHttpServletRequest(method, path),
                new MockHttpServletResponse(),
                (request, response) -> passed.incrementAndGet());
        assertThat(passed).hasValue(1);
    }

    private static MockHttpServletRequest get(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/metadata");
        request.addHeader("Authorization", "Bearer a.b.c");
        request.setQueryString(query);
        return request;
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            filter.doFilter(request, response, hapi);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        return response;
    }
}
