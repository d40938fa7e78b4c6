package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.reconcile.RoomEventHandler;
import org.telemed.core.video.RoomEventReader;
import org.telemed.hapi.encounter.EncounterChangeInterceptor;

/**
 * The components that reconcile rooms with their Encounters.
 *
 * @param callbacks reads the vendor's callbacks; empty if it is not set to verify them
 * @param reports handles the vendor's room events
 * @param changes the interceptor for changes of Encounters
 * @param sweeps runs the sweep periodically
 * @param queue runs reconciliations in the background
 */
public record RoomReconciliation(
        Optional<RoomEventReader> callbacks,
        RoomEventHandler reports,
        EncounterChangeInterceptor changes,
        SweepSchedule sweeps,
        ReconcileQueue queue) {}
