package org.telemed.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RedactedThrowableTest {
    private static final String CONTENT = "Jane Doe";

    @Test
    void a_trace_has_types_and_frames_and_no_messages() {
        RuntimeException cause = new IllegalArgumentException(CONTENT);
        RuntimeException failure = new IllegalStateException(CONTENT, cause);
        failure.addSuppressed(new NumberFormatException(CONTENT));
        cause.addSuppressed(failure);
        assertThat(printed(RedactedThrowable.of(failure)))
                .startsWith("java.lang.IllegalStateException\n\tat org.telemed.core.error.RedactedThrowableTest.")
                .contains(
                        "Caused by: java.lang.IllegalArgumentException\n",
                        "Suppressed: java.lang.NumberFormatException")
                .doesNotContain(CONTENT);
    }

    @Test
    void a_trace_of_a_trace_is_the_same() {
        RedactedThrowable trace = RedactedThrowable.of(new IllegalStateException(CONTENT));
        assertThat(RedactedThrowable.of(trace)).hasToString("java.lang.IllegalStateException");
        assertThat(RedactedThrowable.of(trace).type()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void the_frames_stay_those_of_the_original() {
        IllegalStateException original = new IllegalStateException(CONTENT);
        RedactedThrowable trace = RedactedThrowable.of(original);
        assertThat(trace.fillInStackTrace()).isSameAs(trace);
        assertThat(trace.getStackTrace()).isEqualTo(original.getStackTrace());
    }

    @Test
    void what_the_vendor_is_to_blame_for_is_said() {
        TelemedException down = TelemedException.because(Reason.PROVIDER_DOWN, "Twilio cannot be reached.");
        assertThat(RedactedThrowable.oneLine(down)).isEqualTo("Twilio cannot be reached.");
        assertThat(RedactedThrowable.of(down))
                .hasToString(TelemedException.class.getName() + ": Twilio cannot be reached.");
    }

    @Test
    void a_refusal_that_may_quote_the_request_is_its_code() {
        TelemedException refused =
                TelemedException.because(Reason.INVALID_ENCOUNTER, CONTENT, new IllegalArgumentException(CONTENT));
        assertThat(RedactedThrowable.oneLine(refused))
                .isEqualTo("invalid-encounter (java.lang.IllegalArgumentException)");
        assertThat(RedactedThrowable.oneLine(TelemedException.because(Reason.CONFLICT, CONTENT)))
                .isEqualTo("conflict");
        assertThat(RedactedThrowable.oneLine(new IllegalStateException(CONTENT)))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void a_missing_class_is_named_in_one_line() {
        assertThat(RedactedThrowable.oneLine(new NoClassDefFoundError("org/Missing\nfaked\u001b")))
                .isEqualTo("java.lang.NoClassDefFoundError: org/Missing");
        assertThat(RedactedThrowable.of(new NoClassDefFoundError("a\u001bb")))
                .hasToString("java.lang.NoClassDefFoundError: a?b");
        assertThat(RedactedThrowable.oneLine(new OutOfMemoryError())).isEqualTo("java.lang.OutOfMemoryError");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
