package org.telemed.core.appointment;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;

/**
 * Derives the id of an Encounter from its Appointment's, so that concurrent creates collide on every node, and the server
 * recognises the Encounters that it made. Without this deployment's key the id cannot be predicted.
 */
public final class VisitIds {
    /** How many Encounters an Appointment can have one after the other, each after the one before was cancelled or deleted. */
    private static final int MOST = 8;

    private final KeyedIds ids;

    public VisitIds(KeyedIds ids) {
        this.ids = ids;
    }

    /**
     * The ids for the Appointment's first Encounter, its second and so on, up to a limit. Each has one id for each key of this
     * deployment, the current key's first.
     */
    public Stream<List<EncounterId>> of(AppointmentId appointment) {
        return IntStream.range(0, MOST)
                .mapToObj(number -> ids
                        .idsOf(
                                "visit of appointment",
                                appointment.partition(),
                                appointment.value(),
                                String.valueOf(number))
                        .stream()
                        .map(UUID::toString)
                        .map(id -> new EncounterId(id, appointment.partition()))
                        .toList());
    }
}
