package org.telemed.core.appointment;

import java.util.regex.Pattern;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The logical id of an Appointment and its partition.
 *
 * @param value FHIR's data type {@code id}
 * @param partition the partition's number; empty for the default partition, and in servers without partitions
 */
public record AppointmentId(String value, String partition) {
    private static final Pattern FHIR_ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** @throws TelemedException BAD_REQUEST if the value is no FHIR id */
    public AppointmentId {
        if (!FHIR_ID.matcher(value).matches()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "This is no id of an Appointment. An id has 1 to 64 letters, digits, hyphens and dots.");
        }
    }

    /** The same id in that partition. */
    public AppointmentId in(String otherPartition) {
        return new AppointmentId(value, otherPartition);
    }

    /** The relative reference, "Appointment/1". */
    public String reference() {
        return "Appointment/" + value;
    }

    @Override
    public String toString() {
        return reference();
    }
}
