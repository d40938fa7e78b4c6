package org.telemed.server.start;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.telemed.server.start.StartCheck.Problem;

/** Spring Boot failure analyzer that prints what to set instead of a stack trace. */
public final class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartRefusedException cause) {
        String wrong = cause.problems().stream().map(Problem::sentence).collect(lines());
        String examples = cause.problems().stream().map(Problem::example).collect(lines());
        return new FailureAnalysis(
                wrong,
                "Set these as Spring properties (application.yaml in the directory that you start from, --name=value,"
                        + " or an environment variable such as TELEMED_PUBLIC_URL), for example:\n\n" + examples,
                cause);
    }

    private static java.util.stream.Collector<CharSequence, ?, String> lines() {
        return Collectors.joining("\n  ", "  ", "");
    }
}
