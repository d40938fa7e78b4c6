package org.telemed.hapi.waiting;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.OpenAdmissions;

/** Finds the Tasks of admissions that are not closed, in the order in which they were written. Used by one thread. */
public final class OpenTasks implements OpenAdmissions {
    private static final int BATCH = 500;

    private final TaskAdmissions admissions;
    private @Nullable Instant last;

    public OpenTasks(TaskAdmissions admissions) {
        this.admissions = admissions;
    }

    @Override
    public List<Admission> next() {
        TokenOrListParam open = new TokenOrListParam();
        Arrays.stream(AdmissionStatus.values())
                .filter(AdmissionStatus::isOpen)
                .forEach(status -> open.add(status.code()));
        SearchParameterMap parameters =
                TaskAdmissions.ofCode().add("status", open).setSort(new SortSpec("_lastUpdated"));
        parameters.setLoadSynchronousUpTo(BATCH);
        if (last != null) {
            parameters.setLastUpdated(new DateRangeParam(Date.from(last), null));
        }
        TaskAdmissions.Found found = admissions.searchEverywhere(parameters);
        last = found.isFull(BATCH)
                ? found.lastUpdated().map(Date::toInstant).map(this::further).orElse(null)
                : null;
        return found.admissions();
    }

    /** A whole batch that was written at one time, by a migration for example, must not come for ever. */
    private Instant further(Instant reached) {
        return reached.equals(last) ? reached.plusMillis(1) : reached;
    }
}
