package org.telemed.hapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

@Timeout(20)
class BodyReaderTest {
    private static final Duration SHORT = Duration.ofMillis(600);

    private final CallerPermits permits = new CallerPermits(2, 1);

    @Test
    void a_body_that_is_there_needs_no_permit() throws IOException {
        permits.tryAcquire("a");
        permits.tryAcquire("b");
        assertThat(reader(10).read(sent("0123456789"))).asString().isEqualTo("0123456789");
        assertThat(reader(10).read(sent(""))).isEmpty();
    }

    @Test
    void a_body_over_the_limit_is_refused_packed_or_not() throws IOException {
        assertRefused(sent("01234567890"), Reason.TOO_LARGE);
        assertRefused(packed("0".repeat(10_000)), Reason.TOO_LARGE);
        assertThat(reader(100).read(packed("0".repeat(100)))).hasSize(100);
    }

    @Test
    void what_is_no_gzip_or_another_packing_is_refused() {
        MockHttpServletRequest lying = sent("{}");
        lying.addHeader("Content-Encoding", "gzip");
        assertRefused(lying, Reason.BAD_REQUEST);
        MockHttpServletRequest other = sent("{}");
        other.addHeader("Content-Encoding", "br");
        assertRefused(other, Reason.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void a_body_that_drips_has_a_deadline_however_it_is_spread() {
        assertRefused(dripping(50, true), Reason.TOO_SLOW);
        assertRefused(dripping(50, false), Reason.TOO_SLOW);
        assertThat(permits.tryAcquire("from 127.0.0.1")).as("permits come back").isTrue();
    }

    @Test
    void a_body_that_has_to_be_waited_for_needs_a_permit() {
        permits.tryAcquire("from 127.0.0.1");
        assertRefused(dripping(50, true), Reason.BUSY);
        assertRefused(dripping(50, false), Reason.BUSY);
    }

    @Test
    void nobody_takes_all_permits() {
        assertThat(permits.tryAcquire("a")).isTrue();
        assertThat(permits.tryAcquire("a")).isFalse();
        assertThat(permits.tryAcquire("b")).isTrue();
        assertThat(permits.tryAcquire("c")).isFalse();
        permits.release("a");
        assertThat(permits.tryAcquire("c")).isTrue();
    }

    private BodyReader reader(int limit) {
        return new BodyReader(limit, permits, SHORT);
    }

    private void assertRefused(MockHttpServletRequest request, Reason reason) {
        assertThatThrownBy(() -> reader(10).read(request))
                .isInstanceOf(TelemedException.class)
                .extracting(refused -> ((TelemedException) refused).reason())
                .isEqualTo(reason);
    }

    private static MockHttpServletRequest sent(String body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static MockHttpServletRequest packed(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(body.getBytes(StandardCharsets.UTF_8));
        }
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContent(bytes.toByteArray());
        request.addHeader("Content-Encoding", "gzip");
        return request;
    }

    /** Announces ten bytes, and sends one now and then. */
    private static MockHttpServletRequest dripping(int pause, boolean probed) {
        Drip drip = new Drip(pause * 20L);
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/") {
            @Override
            public ServletInputStream getInputStream() {
                return drip;
            }

            @Override
            public long getContentLengthLong() {
                return 10;
            }
        };
        if (probed) {
            request.setAttribute(BodyProbe.ATTRIBUTE, (BodyProbe) () -> 0);
        }
        return request;
    }

    /** Blocks for each byte, as a servlet's stream does. */
    private static final class Drip extends ServletInputStream {
        private final long millis;

        Drip(long millis) {
            this.millis = millis;
        }

        @Override
        public int read() throws IOException {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
