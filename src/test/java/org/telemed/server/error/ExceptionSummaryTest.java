package org.telemed.server.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionSummaryTest {

    @Test
    void an_exception_of_the_jdk_names_who_called_it() {
        Throwable thrown = catchThrowable(() -> List.of("secret").get(7));
        assertThat(ExceptionSummary.inOneLine(new IllegalStateException("secret", thrown)))
                .startsWith("java.lang.IllegalStateException at org.telemed.server.error.ExceptionSummaryTest.")
                .contains("caused by java.lang.IndexOutOfBoundsException at java.base/")
                .contains(", called at org.telemed.server.error.ExceptionSummaryTest.")
                .doesNotContain("secret");
    }
}
