package org.telemed.emulator.callback;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.telemed.emulator.room.RoomEvent;
import org.telemed.emulator.wire.Account;

/** Turns events into callbacks, on threads of its own, in the mode that a test has set. */
public final class Callbacks implements Consumer<RoomEvent>, AutoCloseable {

    private static final int REMEMBERED = 1000;

    // Discards what comes after it was closed: nobody waits for a callback
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            4,
            4,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Callbacks::thread,
            new ThreadPoolExecutor.DiscardPolicy());
    private final Map<String, Integer> sequenceNumbers = new HashMap<>();
    private final List<StatusCallback> held = new ArrayList<>();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final String accountSid;
    private final CallbackSender courier;
    private CallbackMode mode = CallbackMode.DELIVER;
    private Duration delay = Duration.ZERO;

    public Callbacks(Account account) {
        this.accountSid = account.accountSid();
        this.courier = new CallbackSender(new Signature(account.authToken()), threads);
    }

    /** What happens to the events from now on; the delay counts where the mode has one. */
    public synchronized void switchTo(CallbackMode newMode, Duration newDelay) {
        mode = newMode;
        delay = newDelay;
    }

    public synchronized CallbackMode mode() {
        return mode;
    }

    /** What became of the latest 1,000 callbacks, oldest first. */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Takes note of an event, and sends it later if its room wants to hear. */
    @Override
    public synchronized void accept(RoomEvent event) {
        String url = event.room().options().statusCallback();
        if (url == null || event.type().callbackName().isEmpty()) {
            return;
        }
        int sequenceNumber = sequenceNumbers.merge(event.room().sid(), 1, Integer::sum) - 1;
        if (event.type() == RoomEvent.Type.ROOM_ENDED) {
            sequenceNumbers.remove(event.room().sid());
        }
        dispatch(StatusCallback.of(event, url, accountSid, sequenceNumber));
    }

    private void dispatch(StatusCallback callback) {
        switch (mode) {
            case DELIVER -> threads.execute(() -> sendInTurn(List.of(callback)));
            case DROP -> note(callback, "dropped");
            case TWICE -> threads.execute(() -> sendInTurn(List.of(callback, callback)));
            case LATE -> later().execute(() -> sendInTurn(List.of(callback)));
            case SHUFFLED -> {
                held.add(callback);
                if (held.size() == 1) {
                    later().execute(this::sendHeld);
                }
            }
        }
    }

    private void sendHeld() {
        List<StatusCallback> lastFirst;
        synchronized (this) {
            lastFirst = new ArrayList<>(held);
            held.clear();
        }
        Collections.reverse(lastFirst);
        sendInTurn(lastFirst);
    }

    private void sendInTurn(List<StatusCallback> callbacks) {
        CompletableFuture<?> sent = CompletableFuture.completedFuture("");
        for (StatusCallback callback : callbacks) {
            sent = sent.thenCompose(previous -> send(callback));
        }
    }

    private CompletableFuture<String> send(StatusCallback callback) {
        return courier.send(callback).whenComplete((outcome, failure) -> note(callback, outcome));
    }

    private synchronized void note(StatusCallback callback, String outcome) {
        if (deliveries.size() == REMEMBERED) {
            deliveries.removeFirst();
        }
        deliveries.addLast(Delivery.of(callback, outcome));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "twilio-emulator-callback");
        thread.setDaemon(true);
        // Or Tomcat takes it for a leak of the request that it began in
        thread.setContextClassLoader(Callbacks.class.getClassLoader());
        return thread;
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads);
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
