package org.telemed.attacks;

import org.telemed.acceptance.SuiteLog;

/** Reads all that a server logs while it is attacked. What an attack provokes may be a warning, but quotes nothing. */
final class AttackLog extends SuiteLog {

    @Override
    protected void checkLibraries() {
        // attacks provoke warnings
    }
}
