package org.telemed.plugin.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.sweep.SweepReport;

/** Formats a sweep's report for the actuator and health endpoints: numbers, no ids. */
public final class SweepDetails {
    private SweepDetails() {}

    public static Map<String, Object> of(SweepReport report) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("started", report.started().toString());
        details.put("tookMillis", report.took().toMillis());
        details.put("rooms", report.rooms());
        details.put("ours", report.ours());
        details.put("results", report.resultCounts());
        details.put("repairs", report.repairs());
        details.put("failures", report.failures());
        report.firstFailure().ifPresent(failure -> details.put("firstFailure", RedactedThrowable.oneLine(failure)));
        details.put("complete", report.complete());
        details.put("dryRun", report.dryRun());
        return details;
    }
}
