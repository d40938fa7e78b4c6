package org.telemed.server.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Spring Boot failure analyzer for invalid YAML: prints the position, not the line, which may hold a secret. */
public final class YamlAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
        return new FailureAnalysis(
                "A file of settings, mostly application.yaml, is no YAML" + place(cause.getProblemMark()) + ": "
                        + cause.getProblem() + ".",
                "Correct that line. YAML is indented with blanks, never with tabs.",
                cause);
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
