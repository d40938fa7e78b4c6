package org.telemed.hapi.waiting;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.waiting.Admission;
import org.telemed.core.watch.ChangeSource;
import org.telemed.fhir.element.TelemedUrls;

/** Finds the arrivals and decisions that any node has stored just now, by one search for all watched Encounters. */
public final class AdmissionChanges implements ChangeSource {
    /** For transactions that take long, and clocks that differ. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 10_000;

    private final TaskAdmissions admissions;
    private final Clock clock;
    private final Set<String> seen = BoundedMap.setOfNewest(MOST_REMEMBERED);

    public AdmissionChanges(TaskAdmissions admissions, Clock clock) {
        this.admissions = admissions;
        this.clock = clock;
    }

    @Override
    public Set<EncounterId> changed(Set<EncounterId> watched) {
        Set<EncounterId> changed = new HashSet<>();
        watched.stream()
                .collect(Collectors.groupingBy(EncounterId::partition))
                .forEach((partition, ids) -> find(partition, ids, changed));
        return changed;
    }

    private void find(String partition, List<EncounterId> ids, Set<EncounterId> changed) {
        TokenOrListParam visits = new TokenOrListParam();
        ids.forEach(id -> visits.add(TelemedUrls.ENCOUNTER_SYSTEM, id.value()));
        SearchParameterMap recent = TaskAdmissions.ofCode().add("group-identifier", visits);
        recent.setLastUpdated(new DateRangeParam(Date.from(clock.instant().minus(OVERLAP)), null));
        for (Admission admission : admissions.search(recent, partition)) {
            if (seen.add(admission.version().orElseThrow())) {
                changed.add(admission.encounter());
            }
        }
    }
}
