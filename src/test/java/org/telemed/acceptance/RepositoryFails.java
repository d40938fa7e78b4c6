package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The room is open, and then the Encounter cannot be written. */
public interface RepositoryFails extends InThisProcess {

    @Test
    default void a_new_encounter_that_is_not_written_leaves_no_room() {
        twilio().forgetsRequests();
        whileStorageCalls(new NoCommit(() -> new IllegalStateException("the disk is full")), () -> {
            Answer answer = changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
            assertRefused(answer, 500, "exception", "internal-error");
            assertThat(answer.body()).doesNotContain("disk");
        });
        assertThat(twilio().requests("POST /v1/Rooms")).hasSize(1);
    }

    @Test
    default void a_stored_one_stays_as_it_was() {
        String id = aStored(aVisitOfJaneWithAdam());
        whileStorageCalls(new NoCommit(() -> new IllegalStateException("the disk is full")), () -> {
            assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), 500, "exception", "internal-error");
            assertRefused(
                    changingNothing(() ->
                            as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id))),
                    500,
                    "exception",
                    "internal-error");
        });
        assertThat(stored(id).version()).isEqualTo("1");
        assertThat(twilio().roomsNamed(id)).isEmpty();
    }

    @Test
    default void what_the_host_forbids_at_the_last_moment_is_told_as_it_says() {
        whileStorageCalls(
                new NoCommit(() -> new UnprocessableEntityException("The profile wants a serviceType")), () -> {
                    Answer answer = changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
                    assertRefused(answer, 422, "invalid", "invalid-encounter");
                    assertThat(answer.body()).contains("The profile wants a serviceType");
                });
        whileStorageCalls(new NoCommit(() -> new ForbiddenOperationException("not on Sundays")), () -> {
            Answer answer = changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
            assertRefused(answer, 403, "forbidden", "not-allowed");
        });
    }

    @Test
    default void a_value_that_the_database_does_not_take_is_no_conflict() {
        String id = aStored(aVisitOfJaneWithAdam());
        Supplier<RuntimeException> tooLong = () -> new DataIntegrityViolationException(
                "could not execute statement", new SQLException("Value too long for column", "22001"));
        whileStorageCalls(new NoCommit(tooLong), () -> {
            assertRefused(
                    changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam())),
                    400,
                    "invalid",
                    "bad-request");
            assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), 400, "invalid", "bad-request");
        });
    }

    @Test
    default void a_database_that_is_gone_is_said_so_and_may_be_asked_again() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Supplier<RuntimeException> gone = () -> new CannotCreateTransactionException(
                "Could not open JPA EntityManager for transaction", new SQLException("Connection refused", "08001"));
        whileStorageCalls(new NoCommit(gone), () -> {
            assertDatabaseDown(changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam())));
            assertDatabaseDown(as("adam").post("Encounter/" + id + "/$end-telemed-room", ""));
        });
        whileStorageCalls(
                new NoCommit("AuditEvent", gone),
                () -> assertDatabaseDown(as("adam").asksForToken(id)));
    }

    private void assertDatabaseDown(Answer answer) {
        assertRefused(answer, 503, "transient", "database-down");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    default void a_race_that_is_lost_three_times_is_told() {
        String id = aStored(aVisitOfJaneWithAdam());
        AtomicInteger tries = new AtomicInteger();
        Supplier<BaseServerResponseException> lost = () -> {
            tries.incrementAndGet();
            return new ResourceVersionConflictException("somebody was faster");
        };
        whileStorageCalls(
                new NoCommit(lost), () -> assertRefused(as("adam").createsRoomOn(id), 409, "conflict", "conflict"));
        assertThat(tries).hasValue(3);
        assertThat(stored(id).version()).isEqualTo("1");
        StoredEncounter created = encounterIn(as("adam").createsRoomOn(id));
        assertThat(twilio().roomsNamed(id)).hasSize(1);
        assertThat(twilio().room(created.room()).path("unique_name").asText()).isEqualTo(id);
    }

    @Test
    default void a_token_without_record_is_not_given() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        whileStorageCalls(new NoCommit("AuditEvent", () -> new IllegalStateException("the disk is full")), () -> {
            Answer answer = as("jane").asksForToken(id);
            assertRefused(answer, 500, "exception", "internal-error");
            assertThat(answer.parameter("token")).isEmpty();
        });
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void a_host_that_refuses_our_audit_events_is_no_fault_of_the_callers() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        whileStorageCalls(new NoCommit("AuditEvent", () -> new ForbiddenOperationException("read only")), () -> {
            Answer answer = as("jane").asksForToken(id);
            assertRefused(answer, 500, "exception", "internal-error");
            assertThat(answer.parameter("token")).isEmpty();
            assertThat(answer.body()).doesNotContain("read only");
        });
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void an_audit_trail_that_cannot_be_stored_refuses_nobody_and_is_stored_later() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        AtomicInteger failures = new AtomicInteger();
        Supplier<RuntimeException> full = () -> {
            failures.incrementAndGet();
            return new IllegalStateException("the disk is full");
        };
        whileStorageCalls(new NoCommit("AuditEvent", full), () -> {
            as("jane").asksForToken(id).expecting(200);
            as("eve").asksForToken(id).expecting(403);
            await().atMost(Duration.ofSeconds(20)).until(() -> failures.get() > 0);
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(auditEvents("Encounter/" + id, "token-sent")).hasSize(2));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(auditEvents("Encounter/" + id, "token-refused"))
                        .hasSize(1));
    }

    /** Lets no write of that type through to the database. */
    final class NoCommit {
        private final String type;
        private final Supplier<? extends RuntimeException> failure;

        NoCommit(Supplier<? extends RuntimeException> failure) {
            this("Encounter", failure);
        }

        NoCommit(String type, Supplier<? extends RuntimeException> failure) {
            this.type = type;
            this.failure = failure;
        }

        @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
        public void beforeCreate(IBaseResource resource) {
            fail(resource);
        }

        @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
        public void beforeUpdate(IBaseResource before, IBaseResource after) {
            fail(after);
        }

        private void fail(IBaseResource resource) {
            if (resource.fhirType().equals(type)) {
                throw failure.get();
            }
        }
    }
}
