package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.reconcile.RoomEventHandler;
import org.telemed.hapi.encounter.EncounterChangeInterceptor;
import org.telemed.twilio.callback.TwilioCallbacks;

/**
 * What keeps rooms in step with their Encounters.
 *
 * @param callbacks reads the vendor's callbacks; empty without the auth token that they are signed with
 * @param reports where the vendor's reports go
 * @param changes listens to the repository
 * @param sweeps goes over everything, again and again
 * @param queue works off hints
 */
public record RoomReconciliation(
        Optional<TwilioCallbacks> callbacks,
        RoomEventHandler reports,
        EncounterChangeInterceptor changes,
        SweepSchedule sweeps,
        ReconcileQueue queue) {}
