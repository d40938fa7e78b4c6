package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.reconcile.ReconcileTrigger;
import org.telemed.core.reconcile.RoomEventHandler;
import org.telemed.core.video.RoomEventReader;
import org.telemed.hapi.encounter.EncounterChangeInterceptor;

/**
 * The components that reconcile rooms with their Encounters.
 *
 * @param callbacks reads the vendor's callbacks; empty if it is not set to verify them
 * @param roomEvents handles the vendor's room events
 * @param encounterChanges the interceptor for changes of Encounters
 * @param sweepSchedule runs the sweep periodically
 * @param trigger reconciles the room of one Encounter soon
 * @param queue runs reconciliations in the background
 */
public record RoomReconciliation(
        Optional<RoomEventReader> callbacks,
        RoomEventHandler roomEvents,
        EncounterChangeInterceptor encounterChanges,
        SweepSchedule sweepSchedule,
        ReconcileTrigger trigger,
        ReconcileQueue queue) {}
