package org.telemed.core.video;

import java.time.Duration;
import java.util.Optional;

/** Port: this deployment's account at a vendor. The providers differ in what limits and retries the vendor needs. */
public interface VideoAccount {
    /** For requests of users, who wait for the answer. */
    VideoProvider forUsers();

    /** For the reconciler, whose calls complete rooms and disconnect people: users cannot take all of its calls. */
    VideoProvider forReconciler();

    /** For the sweep, which makes many calls and takes few from the others. */
    VideoProvider forSweep();

    /** How many reads a sweep can make in that time. */
    int sweepReadsIn(Duration time);

    /** Signs access tokens for this account's rooms. */
    TokenSigner tokens();

    /** Hashes under a key of this account. */
    KeyedHash hashes();

    /** Reads the vendor's callbacks; empty if it is not set to verify them. */
    Optional<RoomEventReader> callbacks();
}
