package org.telemed.hapi.guest;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Runs several writes in one transaction of the host's repository. */
final class GuestTransaction {
    /** The classes of SQLSTATE for a constraint that does not hold, and for a transaction that was rolled back. */
    private static final Set<String> RACES = Set.of("23", "40");

    private final Optional<IHapiTransactionService> transactions;

    GuestTransaction(Optional<IHapiTransactionService> transactions) {
        this.transactions = transactions;
    }

    /**
     * All are stored, or none.
     *
     * @throws TelemedException as the writes do; CONFLICT if others wrote the same first
     */
    <T> T run(SystemRequestDetails system, Supplier<T> writes) {
        IHapiTransactionService service = transactions.orElseThrow(() -> TelemedException.because(
                Reason.NOT_CONFIGURED,
                "This server cannot store a guest in one transaction: it has no unique bean of HAPI's transaction service. Ask"
                        + " its operator."));
        return HostExceptionTranslation.translating(() -> {
            try {
                return service.withRequest(system).execute(writes::get);
            } catch (RuntimeException failed) {
                throw unwrapped(failed);
            }
        });
    }

    /**
     * HAPI takes what it does not know for a failure of the transaction, and wraps it. Of two writers of one version the
     * slower one finds its rows taken, in whichever statement the database is asked next.
     */
    private static RuntimeException unwrapped(RuntimeException failed) {
        RuntimeException known = failed;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (isRace(cause)) {
                return HostExceptionTranslation.conflict();
            }
            if (cause instanceof TelemedException refused && known == failed) {
                known = refused;
            }
        }
        return known;
    }

    private static boolean isRace(Throwable cause) {
        return cause instanceof OptimisticLockException
                || (cause instanceof SQLException sql
                        && RACES.stream().anyMatch(String.valueOf(sql.getSQLState())::startsWith));
    }
}
