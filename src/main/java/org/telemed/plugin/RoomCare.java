package org.telemed.plugin;

import org.telemed.core.room.KeeperQueue;
import org.telemed.core.room.RoomReports;
import org.telemed.hapi.EncounterChanges;

/**
 * What keeps rooms in step with their Encounters.
 *
 * @param reports where the vendor's reports go
 * @param changes listens to the repository
 * @param sweeps goes over everything, again and again
 * @param queue works off hints
 */
public record RoomCare(RoomReports reports, EncounterChanges changes, SweepSchedule sweeps, KeeperQueue queue) {}
