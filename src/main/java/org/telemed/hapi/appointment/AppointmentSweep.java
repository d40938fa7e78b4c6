package org.telemed.hapi.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.appointment.AppointmentId;

/**
 * Finds the changes of Appointments whose trigger was lost: by a search for those that changed since the last sweep, in pages
 * of a fixed size, and a few for their Encounters. Every node may run it.
 */
public final class AppointmentSweep {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.reconcile");

    /** After a start: what a crash, or an outage of a day, has lost. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    /** Transactions that commit late, clocks of other nodes, and failures that deserve another try. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final int PAGE = 200;
    private static final int PAGES = 5;

    private final AppointmentRepository appointments;
    private final AppointmentEncounters encounters;
    private final AppointmentFollower follower;
    private final Clock clock;
    private @Nullable Instant since;

    /** Sweeps that repository. */
    public AppointmentSweep(
            AppointmentRepository appointments,
            AppointmentEncounters encounters,
            AppointmentFollower follower,
            Clock clock) {
        this.appointments = appointments;
        this.encounters = encounters;
        this.follower = follower;
        this.clock = clock;
    }

    /**
     * Runs once; what does not fit into one run is left to the next. Where it went on is told by the repository's clock, which
     * may differ from this node's.
     *
     * @param onFailure is called with each failure
     */
    public synchronized void run(Consumer<RuntimeException> onFailure) {
        if (!appointments.isSupported()) {
            return;
        }
        Instant from = since == null ? clock.instant().minus(FIRST_LOOK_BACK) : since;
        int changed = 0;
        for (int page = 0; page < PAGES; page++) {
            List<IBaseResource> found = appointments.changedSince(from, PAGE);
            changed += follow(found, onFailure);
            Instant last = lastUpdated(found, from);
            if (found.size() < PAGE) {
                from = found.isEmpty() ? from : last.minus(OVERLAP);
                break;
            }
            from = last.isAfter(from) ? last : from.plusMillis(1);
        }
        since = from;
        if (changed > 0) {
            LOG.info("Sweep: {} planned Encounters were brought in line with their Appointments", changed);
        }
    }

    private int follow(List<IBaseResource> found, Consumer<RuntimeException> onFailure) {
        Map<AppointmentId, String> versions = new HashMap<>();
        found.forEach(appointment -> versions.put(
                appointments.idOf(appointment), appointment.getIdElement().getVersionIdPart()));
        return (int) encounters.behind(versions).stream()
                .filter(appointment -> follows(appointment, onFailure))
                .count();
    }

    private boolean follows(AppointmentId id, Consumer<RuntimeException> onFailure) {
        try {
            return follower.follow(id);
        } catch (RuntimeException failure) {
            onFailure.accept(failure);
            return false;
        }
    }

    private static Instant lastUpdated(List<IBaseResource> found, Instant otherwise) {
        return found.isEmpty()
                ? otherwise
                : found.get(found.size() - 1).getMeta().getLastUpdated().toInstant();
    }
}
