package org.telemed.hapi.audit;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.instance.model.api.IIdType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Counts failed writes of this product's AuditEvents, and logs what an operator can do. */
public final class AuditEventFailures {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.audit");
    private static final int SERVER_ERROR = 500;

    private final TelemedEvents events;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong uncaptured = new AtomicLong();

    public AuditEventFailures(TelemedEvents events) {
        this.events = events;
    }

    /**
     * Runs a write, and counts it if it fails.
     *
     * @throws TelemedException INTERNAL_ERROR if the host refuses it: the write is the server's own, not the caller's;
     *     CONFLICT after too many concurrent writes
     */
    void counting(Runnable write) {
        try {
            write.run();
        } catch (BaseServerResponseException refused) {
            count("HTTP " + refused.getStatusCode());
            throw isRefusal(refused) ? notRecorded() : HostExceptionTranslation.translated(refused);
        } catch (RuntimeException failed) {
            count(failed.getClass().getSimpleName());
            throw HostExceptionTranslation.translated(failed);
        }
    }

    /** Logs that an id of ours holds a resource of somebody else. */
    void foreign(IIdType id) {
        LOG.warn(
                "{} is no AuditEvent of telemed's, though only telemed knows that id. It is written over; its history shows"
                        + " what it was. Ask who had the API key's secret, and change the key.",
                id.getValue());
    }

    /** Counts and logs an access that could not be captured. */
    public void notCaptured(Throwable failed) {
        events.auditEventFailed();
        long missed = uncaptured.incrementAndGet();
        if (isRoundNumber(missed)) {
            LOG.warn(
                    "{} reads or writes could not be audited since the start, the last one because of {}. They were"
                            + " answered all the same.",
                    missed,
                    failed.getClass().getSimpleName());
        }
    }

    /** Logs failure 1, 10, 100 and so on, so that a host that refuses all of them does not fill its log. */
    private void count(String why) {
        events.auditEventFailed();
        long failed = failures.incrementAndGet();
        if (isRoundNumber(failed)) {
            LOG.warn(
                    "{} AuditEvents of telemed's could not be written since the start, the last one because of {}. No first"
                            + " token is given without one. Let the server's own writes of AuditEvents (SystemRequestDetails) pass"
                            + " this host's interceptors and validation.",
                    failed,
                    why);
        }
    }

    private static boolean isRoundNumber(long number) {
        return Long.toString(number).matches("10*");
    }

    private static boolean isRefusal(BaseServerResponseException error) {
        return error.getStatusCode() < SERVER_ERROR && !(error instanceof ResourceVersionConflictException);
    }

    /** Without a cause: the failure is in the log already. */
    private static TelemedException notRecorded() {
        return TelemedException.because(
                Reason.INTERNAL_ERROR,
                "This server did not let telemed write its AuditEvent, so nothing was done. Tell who runs it.");
    }
}
