package org.telemed.hapi.transaction;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work that follows the commit of the current transaction. */
public final class AfterCommit {
    private AfterCommit() {}

    /**
     * Runs it after the commit, on this thread; at once where there is no transaction, and never if it is rolled back.
     *
     * @param work must not write with HAPI, which would lose it, and must not block
     */
    public static void run(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
