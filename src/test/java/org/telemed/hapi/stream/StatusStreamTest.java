package org.telemed.hapi.stream;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

class StatusStreamTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant EXPIRES = NOON.plus(Duration.ofMinutes(30));
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final SettableClock clock = new SettableClock(NOON);
    private final Client client = new Client();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private Supplier<StatusEvent> source = () -> event("{\"a\":1}");
    private EventWriter writer;
    private StatusStream stream;

    @BeforeEach
    void open() {
        AsyncContext async = (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        completed.incrementAndGet();
                    }
                    return null;
                });
        writer = new EventWriter(async, client);
        stream = new StatusStream(
                new RequestedStream(new EncounterId("visit-1"), EXPIRES, false, () -> source.get(), () -> {}),
                "{\"a\":1}",
                writer,
                Runnable::run,
                clock,
                closed -> ended.incrementAndGet());
        writer.event("{\"a\":1}");
        writer.onWritePossible();
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        assertThat(client.taken()).isEqualTo("event: status\ndata: {\"a\":1}\n\n");
        assertThat(stream.check()).isEqualTo(NOON.plus(BEAT));
        assertThat(client.taken()).isEmpty();
    }

    @Test
    void what_has_changed_is_sent() {
        client.taken();
        source = () -> event("{\"a\":2}");
        clock.advance(Duration.ofSeconds(3));
        assertThat(stream.check()).isEqualTo(NOON.plusSeconds(3).plus(BEAT));
        assertThat(client.taken()).isEqualTo("event: status\ndata: {\"a\":2}\n\n");
    }

    @Test
    void a_comment_follows_fifteen_seconds_of_silence() {
        client.taken();
        clock.advance(BEAT);
        stream.check();
        stream.check();
        assertThat(client.taken()).isEqualTo(":\n\n");
    }

    @Test
    void it_is_checked_when_the_clock_will_change_it() {
        Instant soon = NOON.plusSeconds(2);
        source = () -> new StatusEvent("{\"a\":1}", false, Optional.of(soon));
        assertThat(stream.check()).isEqualTo(soon);
    }

    @Test
    void it_ends_after_the_last_event() {
        client.taken();
        source = () -> new StatusEvent("{\"a\":2}", true, Optional.empty());
        assertThat(stream.check()).isEqualTo(Instant.MAX);
        assertThat(client.taken()).isEqualTo("event: status\ndata: {\"a\":2}\n\n");
        assertThat(completed).hasValue(1);
    }

    @Test
    void it_ends_with_the_access_token_and_asks_nothing_more() {
        clock.set(EXPIRES);
        source = () -> {
            throw new AssertionError("asked");
        };
        stream.check();
        assertThat(completed).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "LOGIN_REQUIRED",
                "LOGIN_EXPIRED",
                "NOT_A_PARTICIPANT",
                "NOT_ALLOWED",
                "ENCOUNTER_NOT_FOUND",
                "ENCOUNTER_DELETED"
            })
    void a_refusal_ends_it_without_a_word(Reason reason) {
        client.taken();
        source = () -> {
            throw TelemedException.because(reason, "No.");
        };
        stream.check();
        assertThat(client.taken()).isEmpty();
        assertThat(completed).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE_DOWN", "DATABASE_TIMEOUT", "ISSUER_DOWN", "INTERNAL_ERROR"})
    void a_failure_sends_nothing_and_does_not_end_it(Reason reason) {
        client.taken();
        source = () -> {
            throw TelemedException.because(reason, "Later.");
        };
        clock.advance(BEAT);
        assertThat(stream.check()).isEqualTo(NOON.plus(BEAT).plus(BEAT));
        assertThat(client.taken()).isEqualTo(":\n\n");
        assertThat(completed).hasValue(0);
    }

    @Test
    void to_a_client_that_reads_nothing_the_newest_event_waits_alone_and_then_it_ends() {
        client.taken();
        client.takes = false;
        for (int i = 2; i < 5; i++) {
            String json = "{\"a\":" + i + "}";
            source = () -> event(json);
            stream.check();
        }
        client.takes = true;
        writer.onWritePossible();
        assertThat(client.taken()).isEqualTo("event: status\ndata: {\"a\":4}\n\n");
        client.takes = false;
        source = () -> event("{\"a\":5}");
        stream.check();
        clock.advance(BEAT);
        stream.check();
        assertThat(completed).hasValue(1);
    }

    @Test
    void a_client_that_is_gone_is_found_by_a_comment() {
        client.isGone = true;
        clock.advance(BEAT);
        stream.check();
        assertThat(completed).hasValue(1);
    }

    private static StatusEvent event(String json) {
        return new StatusEvent(json, false, Optional.empty());
    }

    /** The container's side of a connection. */
    private static final class Client extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean takes = true;
        private boolean isGone;

        String taken() {
            String taken = bytes.toString(StandardCharsets.UTF_8);
            bytes.reset();
            return taken;
        }

        @Override
        public boolean isReady() {
            return takes;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // the test calls it
        }

        @Override
        public void write(int octet) throws IOException {
            if (isGone) {
                throw new IOException("Broken pipe");
            }
            bytes.write(octet);
        }
    }
}
