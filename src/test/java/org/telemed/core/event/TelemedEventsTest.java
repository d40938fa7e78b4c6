package org.telemed.core.event;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.Reason;

class TelemedEventsTest {

    @Test
    void a_host_that_does_not_count_is_told_all_the_same_and_nothing_comes_of_it() {
        assertThatCode(() -> tellEverything(TelemedEvents.SILENT)).doesNotThrowAnyException();
    }

    private static void tellEverything(TelemedEvents events) {
        events.roomOpened();
        events.roomAdopted();
        events.roomReplaced();
        events.roomCompleted();
        events.roomRefused(Reason.PROVIDER_DOWN);
        events.tokenIssued();
        events.tokenRefused(Reason.TOO_EARLY);
        events.providerCalled("open", TelemedEvents.OK, Duration.ofMillis(1));
        events.statusRead();
        events.statusRefused(Reason.NOT_A_PARTICIPANT);
        events.statusStreams(1);
        events.auditEventFailed();
        events.circuit(true);
    }
}
