package org.telemed.emulator.signaling.tcmp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of frames, and what happens to those that are not taken. */
class WebSocketSenderTest {

    private final List<String> happened = new ArrayList<>();
    private final Deque<SendHandler> underWay = new ArrayDeque<>();
    private final WebSocketSender sender = new WebSocketSender(session(), () -> happened.add("reset"), Runnable::run);

    @Test
    void one_frame_is_under_way_at_a_time_and_closing_comes_last() {
        sender.send("one");
        sender.send("two");
        sender.close(1000, "");
        sender.send("too late");
        assertThat(happened).containsExactly("one");
        taken();
        assertThat(happened).containsExactly("one", "two");
        taken();
        assertThat(happened).containsExactly("one", "two", "close 1000");
    }

    @Test
    void an_idle_one_is_closed_at_once() {
        sender.close(1013, "");
        assertThat(happened).containsExactly("close 1013");
    }

    @Test
    void too_many_frames_that_are_not_taken_reset_the_connection() {
        for (int i = 0; i < 4001; i++) {
            sender.send("frame");
        }
        assertThat(happened).containsExactly("frame");
        sender.send("frame");
        assertThat(happened).containsExactly("frame", "reset", "close 1006");
        sender.send("frame");
        taken();
        assertThat(happened).containsExactly("frame", "reset", "close 1006");
    }

    @Test
    void too_large_frames_do_so_too() {
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 9; i++) {
            sender.send(large);
        }
        assertThat(happened).doesNotContain("reset");
        sender.send("x");
        assertThat(happened).contains("reset");
    }

    @Test
    void a_frame_that_cannot_be_sent_resets_it() {
        sender.send("frame");
        underWay.removeFirst().onResult(new SendResult(new IllegalStateException()));
        assertThat(happened).containsExactly("frame", "reset", "close 1006");
    }

    private void taken() {
        underWay.removeFirst().onResult(new SendResult());
    }

    private Session session() {
        RemoteEndpoint.Async remote = stub(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
            String text = (String) arguments[0];
            happened.add(text.length() > 100 ? "large" : text);
            underWay.addLast((SendHandler) arguments[1]);
            return null;
        });
        return stub(Session.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                happened.add(
                        "close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
                return null;
            }
            return remote;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
