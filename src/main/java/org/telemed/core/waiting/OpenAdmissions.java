package org.telemed.core.waiting;

import java.util.List;

/** Port: goes over all admissions that are not closed, of all visits, a batch at each call, and begins again after the last. */
@FunctionalInterface
public interface OpenAdmissions {
    /**
     * The next batch.
     *
     * @throws RuntimeException if the repository fails
     */
    List<Admission> next();
}
