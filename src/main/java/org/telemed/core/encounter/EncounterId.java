package org.telemed.core.encounter;

import java.util.Optional;
import java.util.regex.Pattern;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The logical id of an Encounter and its partition: the same id in two partitions is two Encounters.
 *
 * @param value 1 to 64 of A-Z, a-z, 0-9, "-" and "." (FHIR's data type {@code id})
 * @param partition the partition's number; empty for the default partition, and in servers without partitions
 */
public record EncounterId(String value, String partition) {
    private static final Pattern FHIR_ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern PARTITION = Pattern.compile("-?\\d{1,10}");

    /** @throws TelemedException BAD_REQUEST if the value is no FHIR id */
    public EncounterId {
        if (!FHIR_ID.matcher(value).matches()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "This is no id of an Encounter. An id has 1 to 64 letters, digits, hyphens and dots, and no version.");
        }
        if (!isPartition(partition)) {
            throw new IllegalArgumentException("a partition has a number");
        }
    }

    /** An id in the default partition, or in a server without partitions. */
    public EncounterId(String value) {
        this(value, "");
    }

    /** The same id in that partition. */
    public EncounterId in(String otherPartition) {
        return new EncounterId(value, otherPartition);
    }

    /** The id; empty if the value is no FHIR id. */
    public static Optional<EncounterId> ifValid(String value) {
        return ifValid(value, "");
    }

    /** The same in a partition. */
    public static Optional<EncounterId> ifValid(String value, String partition) {
        return FHIR_ID.matcher(value).matches() && isPartition(partition)
                ? Optional.of(new EncounterId(value, partition))
                : Optional.empty();
    }

    private static boolean isPartition(String number) {
        return number.isEmpty() || PARTITION.matcher(number).matches();
    }

    /**
     * Parses an id or a relative reference, "Encounter/" and the id.
     *
     * @throws TelemedException BAD_REQUEST for anything else: another type, a version, a base
     */
    public static EncounterId parse(String idOrReference) {
        String type = "Encounter/";
        return new EncounterId(idOrReference.startsWith(type) ? idOrReference.substring(type.length()) : idOrReference);
    }

    @Override
    public String toString() {
        return value;
    }
}
