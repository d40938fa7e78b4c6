package org.telemed.server.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;

/** Spring Boot failure analyzer that names the setting of the port. */
public final class PortInUseAnalyzer extends AbstractFailureAnalyzer<PortInUseException> implements Ordered {

    /** Before Spring Boot's own analyzer, which does not name the setting. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Port " + cause.getPort() + " is in use by another program, so the server cannot listen there.",
                "Stop that program, or move the server with the setting server.port, for example: server.port=8090",
                cause);
    }
}
