package org.telemed.core.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Hidden refusals are all alike, in their time too. */
class ExistenceHidingTest {
    private static final EncounterId ID = new EncounterId("visit");

    private final EncounterAccess encounters = mock();
    private final TelemedException notFound = TelemedException.because(Reason.ENCOUNTER_NOT_FOUND, "There is none.");

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOT_A_PARTICIPANT", "NOT_ALLOWED", "TOO_EARLY", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_DELETED"})
    void what_shows_that_it_exists_becomes_not_found(Reason reason) {
        assertThat(refusal(true, () -> {
                    throw TelemedException.because(reason, "No.");
                }))
                .isSameAs(notFound);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 60})
    void it_takes_whole_steps_however_long_the_check_took(int check) {
        assertThat(timeOf(check)).isGreaterThanOrEqualTo(Duration.ofMillis(check > 50 ? 100 : 50));
    }

    @Test
    void it_takes_no_step_more_than_the_check_needs() {
        assertThat(Stream.generate(() -> timeOf(30)).limit(20).anyMatch(time -> time.toMillis() < 100))
                .as("the next step is at 50 ms; a busy machine may need some attempts to show it")
                .isTrue();
    }

    @Test
    void a_server_that_stops_does_not_wait_and_the_thread_knows() {
        Thread.currentThread().interrupt();
        TelemedException refused = refusal(true, () -> {
            throw TelemedException.because(Reason.NOT_A_PARTICIPANT, "No.");
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(refused).isSameAs(notFound);
    }

    @Test
    void other_refusals_are_what_they_are_and_so_are_all_if_it_is_off() {
        TelemedException closed = TelemedException.because(Reason.ENCOUNTER_CLOSED, "It is over.");
        TelemedException outsider = TelemedException.because(Reason.NOT_A_PARTICIPANT, "No.");
        assertThat(refusal(true, () -> {
                    throw closed;
                }))
                .isSameAs(closed);
        assertThat(refusal(false, () -> {
                    throw outsider;
                }))
                .isSameAs(outsider);
        assertThat(new ExistenceHiding(true).hiding(encounters, ID, () -> "joined"))
                .isEqualTo("joined");
    }

    /** How long a refusal takes after a check of so many milliseconds. */
    private Duration timeOf(int check) {
        long begun = System.nanoTime();
        refusal(true, () -> {
            sleep(check);
            throw TelemedException.because(Reason.NOT_A_PARTICIPANT, "No.");
        });
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private TelemedException refusal(boolean enabled, Supplier<Object> check) {
        when(encounters.notFound(ID)).thenReturn(notFound);
        return catchThrowableOfType(
                TelemedException.class, () -> new ExistenceHiding(enabled).hiding(encounters, ID, check));
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
