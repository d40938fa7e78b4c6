package org.telemed.hapi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;

@ExtendWith(OutputCaptureExtension.class)
class AuditEventFailuresTest {
    private final AtomicInteger counted = new AtomicInteger();
    private final AuditEventFailures failures = new AuditEventFailures(new TelemedEvents() {
        @Override
        public void auditEventFailed() {
            counted.incrementAndGet();
        }
    });

    @Test
    void what_the_host_refuses_is_one_warning_without_its_words(CapturedOutput log) {
        for (int write = 0; write < 9; write++) {
            assertThat(reasonOf(new ForbiddenOperationException("jane may not")))
                    .isEqualTo(Reason.INTERNAL_ERROR);
        }
        assertThat(log.getAll().lines().filter(line -> line.contains("could not be written")))
                .singleElement()
                .asString()
                .contains("HTTP 403", "SystemRequestDetails");
        assertThat(log.getAll()).doesNotContain("jane", "\tat ");
        assertThat(counted).hasValue(9);
    }

    @Test
    void a_refusal_has_no_cause_that_would_be_logged_as_an_error() {
        assertThat(refusalOf(new ForbiddenOperationException("no"))).hasNoCause();
    }

    @Test
    void a_race_that_is_lost_stays_a_conflict() {
        assertThat(reasonOf(new ResourceVersionConflictException("raced"))).isEqualTo(Reason.CONFLICT);
    }

    @Test
    void a_host_that_fails_is_told_as_any_failure() {
        assertThat(refusalOf(new InternalErrorException("down"))).hasCauseInstanceOf(InternalErrorException.class);
        IllegalStateException full = new IllegalStateException("the disk is full");
        assertThatThrownBy(() -> failures.counting(() -> {
                    throw full;
                }))
                .isSameAs(full);
        assertThat(counted).hasValue(2);
    }

    private Reason reasonOf(RuntimeException failure) {
        return refusalOf(failure).reason();
    }

    private TelemedException refusalOf(RuntimeException failure) {
        return catchThrowableOfType(
                TelemedException.class,
                () -> failures.counting(() -> {
                    throw failure;
                }));
    }
}
