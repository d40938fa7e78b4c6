package org.telemed.server.start;

import java.util.List;
import org.telemed.server.start.StartCheck.Problem;

/** The server does not start with these settings; the message says what to change. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public StartRefusedException(List<Problem> problems) {
        super(String.join("; ", problems.stream().map(Problem::sentence).toList()));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
