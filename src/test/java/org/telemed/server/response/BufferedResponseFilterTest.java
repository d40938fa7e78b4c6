package org.telemed.server.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.telemed.hapi.http.CallerPermits;
import org.telemed.server.web.ErrorResponseWriter;

class BufferedResponseFilterTest {

    private static final String SMALL = "a".repeat(ResponseLimits.BLOCK);
    private static final String LARGE = "ä".repeat(2 * ResponseLimits.BLOCK);

    private final CallerPermits blocks = new CallerPermits(6, 5);
    private final CallerPermits threads = new CallerPermits(2, 1);
    private final BufferedResponseFilter filter = new BufferedResponseFilter(
            new ResponseLimits(blocks, threads, new Semaphore(1), Duration.ofSeconds(30)),
            new ErrorResponseWriter(new ObjectMapper()));

    @Test
    void nothing_is_sent_before_the_answer_is_complete() throws Exception {
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> {
            response.setContentType("application/fhir+json");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(LARGE);
            response.getWriter().flush();
            response.flushBuffer();
            response.getOutputStream().flush();
            assertThat(sent.getContentAsByteArray()).isEmpty();
            assertThat(response.isCommitted()).isFalse();
        });
        assertThat(sent.getContentAsString(UTF_8)).isEqualTo(LARGE);
        assertThat(sent.getHeader("Content-Length")).isEqualTo("" + LARGE.getBytes(UTF_8).length);
        assertEverythingIsFree();
    }

    @Test
    void what_comes_to_grief_halfway_is_replaced() throws Exception {
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> {
            response.setHeader("ETag", "W/\"1\"");
            response.getWriter().write(LARGE);
            response.reset();
            response.setStatus(500);
            response.getOutputStream().write("sorry".getBytes(UTF_8));
        });
        assertThat(sent.getStatus()).isEqualTo(500);
        assertThat(sent.getHeader("ETag")).isNull();
        assertThat(sent.getContentAsString()).isEqualTo("sorry");
        assertEverythingIsFree();
    }

    @Test
    void an_exception_is_the_containers_and_leaves_nothing() {
        MockHttpServletResponse sent = new MockHttpServletResponse();
        assertThatThrownBy(() -> answer("GET", sent, response -> {
                    response.getWriter().write(LARGE);
                    response.getWriter().flush();
                    throw new ServletException("x");
                }))
                .isInstanceOf(ServletException.class);
        assertThat(sent.getContentAsByteArray()).isEmpty();
        assertThat(sent.isCommitted()).isFalse();
        assertEverythingIsFree();
    }

    @Test
    void an_error_has_the_containers_body() throws Exception {
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> {
            response.getWriter().write(LARGE);
            response.sendError(404);
        });
        assertThat(sent.getStatus()).isEqualTo(404);
        assertThat(sent.getContentAsByteArray()).isEmpty();
        assertEverythingIsFree();
    }

    @Test
    void head_has_the_length_and_no_body() throws Exception {
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("HEAD", sent, response -> response.getWriter().write("body"));
        assertThat(sent.getHeader("Content-Length")).isEqualTo("4");
        assertThat(sent.getContentAsByteArray()).isEmpty();
    }

    @Test
    void no_body_has_no_length() throws Exception {
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> response.setStatus(304));
        assertThat(sent.getHeader("Content-Length")).isNull();
    }

    @Test
    void without_memory_a_thread_writes_it() throws Exception {
        assertThat(blocks.tryAcquire("somebody else", 5)).isTrue();
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> {
            response.getOutputStream().write(LARGE.getBytes(UTF_8));
            assertThat(sent.getContentAsByteArray()).isNotEmpty();
            response.getOutputStream().write(SMALL.getBytes(UTF_8));
        });
        assertThat(sent.getContentAsString(UTF_8)).isEqualTo(LARGE + SMALL);
        blocks.release("somebody else", 5);
        assertEverythingIsFree();
    }

    @Test
    void without_memory_and_threads_it_is_refused_and_headers_of_its_body_go() throws Exception {
        assertThat(blocks.tryAcquire("somebody else", 5)).isTrue();
        assertThat(threads.tryAcquire("from 127.0.0.1")).isTrue();
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> {
            response.setHeader("X-Request-ID", "1");
            response.setHeader("Content-Encoding", "gzip");
            response.setHeader("ETag", "W/\"1\"");
            response.getOutputStream().write(LARGE.getBytes(UTF_8));
            response.getOutputStream().write(LARGE.getBytes(UTF_8));
        });
        assertThat(sent.getStatus()).isEqualTo(503);
        assertThat(sent.getContentAsString()).contains("\"busy\"");
        assertThat(sent.getHeader("Retry-After")).isEqualTo("5");
        assertThat(sent.getHeader("X-Request-ID")).isEqualTo("1");
        assertThat(sent.getHeader("ETag")).isNull();
        assertThat(sent.getHeader("Content-Encoding")).isNull();
        threads.release("from 127.0.0.1");
        blocks.release("somebody else", 5);
        assertEverythingIsFree();
    }

    @Test
    void small_answers_need_no_memory_that_others_can_take() throws Exception {
        assertThat(blocks.tryAcquire("a", 5)).isTrue();
        assertThat(blocks.tryAcquire("b", 1)).isTrue();
        assertThat(threads.tryAcquire("from 127.0.0.1")).isTrue();
        MockHttpServletResponse sent = new MockHttpServletResponse();
        answer("GET", sent, response -> response.getWriter().write(SMALL));
        assertThat(sent.getContentAsString()).isEqualTo(SMALL);
    }

    @Test
    void a_servlet_that_answers_asynchronously_writes_to_the_client() throws Exception {
        MockHttpServletRequest request = request("GET");
        MockHttpServletResponse sent = new MockHttpServletResponse();
        filter.doFilter(request, sent, (asked, answer) -> {
            asked.startAsync();
            answer.getOutputStream().write("event".getBytes(UTF_8));
            assertThat(sent.getContentAsString()).isEqualTo("event");
        });
        assertThat(sent.getContentAsString()).isEqualTo("event");
    }

    @Test
    void a_shared_body_is_sent_as_it_is() throws Exception {
        MockHttpServletRequest request = request("GET");
        MockHttpServletResponse sent = new MockHttpServletResponse();
        byte[] shared = LARGE.repeat(10).getBytes(UTF_8);
        filter.doFilter(request, sent, (asked, answer) -> SharedBody.send(shared, asked, answer));
        assertThat(sent.getContentAsByteArray()).isEqualTo(shared);
        assertEverythingIsFree();
    }

    private void answer(String method, MockHttpServletResponse sent, Servlet servlet)
            throws ServletException, IOException {
        FilterChain chain = (request, response) -> servlet.answer((HttpServletResponse) response);
        filter.doFilter(request(method), sent, chain);
    }

    private static MockHttpServletRequest request(String method) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/fhir/Patient");
        request.setAsyncSupported(true);
        return request;
    }

    private void assertEverythingIsFree() {
        assertThat(blocks.tryAcquire("a", 5)).isTrue();
        assertThat(blocks.tryAcquire("b", 1)).isTrue();
        assertThat(threads.tryAcquire("a")).isTrue();
        assertThat(threads.tryAcquire("b")).isTrue();
    }

    @FunctionalInterface
    private interface Servlet {
        void answer(HttpServletResponse response) throws ServletException, IOException;
    }
}
