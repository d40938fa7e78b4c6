package org.telemed.hapi.error;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.telemed.core.error.Reason;

class DatabaseFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300", "90067", "90098", "90121"})
    void a_lost_connection_is_down(String state) {
        Throwable failed = new InternalErrorException("HAPI-1", new RuntimeException(new SQLException("x", state)));
        assertThat(DatabaseFailure.of(failed)).contains(DatabaseFailure.DOWN);
    }

    @Test
    void so_is_a_pool_without_a_free_one() {
        SQLException none = new SQLTransientConnectionException("HikariPool-1 - Connection is not available");
        assertThat(DatabaseFailure.of(new JDBCConnectionException("x", none))).contains(DatabaseFailure.DOWN);
        assertThat(DatabaseFailure.of(new CannotCreateTransactionException("x")))
                .contains(DatabaseFailure.DOWN);
    }

    @Test
    void a_query_that_was_cancelled_took_too_long() {
        assertThat(DatabaseFailure.of(new RuntimeException(new SQLException("x", "57014"))))
                .contains(DatabaseFailure.TIMEOUT);
        assertThat(DatabaseFailure.of(new QueryTimeoutException("x", new SQLException(), "SELECT")))
                .contains(DatabaseFailure.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22021", "22P05", "23502", "23513", "23514"})
    void a_value_that_it_does_not_take_is_no_conflict_whatever_hapi_says(String state) {
        Throwable failed = new ResourceVersionConflictException(
                "HAPI-0550: could not execute batch",
                new DataIntegrityViolationException(
                        "x", new BatchUpdateException(new SQLException("x", state).getMessage(), state, new int[0])),
                null);
        assertThat(DatabaseFailure.of(failed)).contains(DatabaseFailure.UNSTORABLE);
        assertThat(HostExceptionTranslation.translated((RuntimeException) failed))
                .hasFieldOrPropertyWithValue("reason", Reason.BAD_REQUEST);
    }

    @Test
    void nor_is_one_without_a_state() {
        assertThat(DatabaseFailure.of(new DataException("x", new SQLException())))
                .contains(DatabaseFailure.UNSTORABLE);
    }

    @Test
    void a_duplicate_is_a_lost_race_and_stays_a_conflict() {
        RuntimeException duplicate = new ResourceVersionConflictException(
                "HAPI-0550: x",
                new DataIntegrityViolationException(
                        "x", new ConstraintViolationException("x", new SQLException("x", "23505"), "IDX")),
                null);
        assertThat(DatabaseFailure.of(duplicate)).isEmpty();
        assertThat(HostExceptionTranslation.translated(duplicate))
                .hasFieldOrPropertyWithValue("reason", Reason.CONFLICT);
    }

    @Test
    void what_is_none_of_the_database_s_is_left_alone() {
        RuntimeException other = new IllegalStateException("x");
        assertThat(DatabaseFailure.of(other)).isEmpty();
        assertThat(HostExceptionTranslation.translated(other)).isSameAs(other);
    }

    @Test
    void causes_in_a_circle_come_to_an_end() {
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertThat(DatabaseFailure.of(one)).isEmpty();
    }

    @Test
    void it_says_when_to_ask_again() {
        assertThat(DatabaseFailure.DOWN.because(new SQLException()).retryAfter())
                .contains(Duration.ofSeconds(5));
        assertThat(DatabaseFailure.UNSTORABLE.because(new SQLException()).retryAfter())
                .isEmpty();
    }
}
